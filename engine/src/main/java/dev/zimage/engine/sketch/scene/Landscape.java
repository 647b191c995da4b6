package dev.zimage.engine.sketch.scene;

import java.util.List;

/// Composes a picture under the open sky, from the back to the front: heavens, far land, water,
/// near land, subjects, weather.
final class Landscape {

    private final Stage stage;
    private final Reading reading;
    private final Layout layout;
    private final Tints tints;
    private final Sky sky;
    private final Ground ground;

    Landscape(Stage stage, Reading reading) {
        this.stage = stage;
        this.reading = reading;
        this.layout = stage.layout();
        this.tints = stage.tints();
        this.sky = new Sky(stage);
        this.ground = new Ground(stage);
    }

    void paint() {
        heavens();
        farLand();
        if (isWet()) {
            water();
        }
        nearLand();
        new Cast(stage, reading, isWet()).paint();
        new Weather(stage, reading).paint();
    }

    private boolean isWet() {
        return reading.any(Motif.SEA, Motif.LAKE, Motif.BEACH, Motif.ISLAND, Motif.LIGHTHOUSE)
                || !reading.at(Motif.Place.WATER).isEmpty()
                || reading.any(Motif.BRIDGE);
    }

    private void heavens() {
        sky.gradient();
        boolean night = tints.isNight();
        if (reading.has(Motif.GALAXY)) {
            sky.milkyWay();
        }
        if (reading.has(Motif.AURORA)) {
            sky.aurora();
        }
        boolean overcast = reading.any(Motif.RAIN, Motif.STORM, Motif.FOG);
        if (reading.has(Motif.MOON)) {
            sky.moon(reading.motifs().size() <= 3);
        } else if (reading.any(Motif.SUNSET, Motif.SUNRISE, Motif.SUN)) {
            sky.sun(reading.has(Motif.SUN));
        } else if (!overcast && !reading.any(Motif.GALAXY, Motif.AURORA, Motif.FIREWORKS)) {
            if (night) {
                sky.moon(false);
            } else if (stage.chance(0.8)) {
                sky.sun(false);
            }
        }
        if (night && !overcast) {
            sky.stars(reading.any(Motif.STARS, Motif.GALAXY));
        }
        if (reading.has(Motif.CLOUD)) {
            sky.clouds(9);
        } else if (!night && !overcast && !reading.has(Motif.STARS)) {
            sky.clouds(stage.random().nextInt(5));
        }
    }

    private void farLand() {
        if (reading.has(Motif.MOUNTAIN)) {
            new Mountains(stage, layout.horizon() + 1).paint(reading.has(Motif.SNOW));
        }
        if (reading.has(Motif.CITY)) {
            boolean toTheEdge = !isWet() && reading.at(Motif.Place.GROUND).isEmpty();
            double base =
                    toTheEdge
                            ? Math.max(layout.horizon(), layout.focus().getMaxY())
                            : layout.horizon();
            new City(stage, base + 1).paint();
        }
        if (reading.has(Motif.FOREST) && isWet()) {
            new Forest(stage, reading.has(Motif.AUTUMN)).belt();
        }
    }

    private void water() {
        Water water = new Water(stage, layout.horizon());
        water.paint(reading.any(Motif.LAKE, Motif.LOTUS, Motif.SWAN) ? 0.95 : 0.35);
        if (!Double.isNaN(sky.lampX())) {
            water.glitter(sky.lampX(), sky.lampRadius(), tints.glow());
        }
    }

    private void nearLand() {
        if (isWet()) {
            if (reading.has(Motif.BEACH)) {
                ground.beach();
            }
            return;
        }
        if (reading.has(Motif.DESERT)) {
            ground.dunes();
        } else if (reading.has(Motif.SNOW)) {
            ground.snow();
        } else if (!reading.has(Motif.CITY)) {
            ground.meadow();
        }
        if (reading.has(Motif.FOREST)) {
            new Forest(stage, reading.has(Motif.AUTUMN)).paint();
        }
    }

    static boolean suits(Reading reading) {
        return !reading.onlySubjects()
                || !reading.at(Motif.Place.AIR).isEmpty()
                || !reading.at(Motif.Place.WATER).isEmpty()
                || reading.any(
                        Motif.HOUSE,
                        Motif.LIGHTHOUSE,
                        Motif.TEMPLE,
                        Motif.CASTLE,
                        Motif.WINDMILL,
                        Motif.TENT,
                        Motif.BRIDGE,
                        Motif.TRAIN,
                        Motif.TREE,
                        Motif.PALM,
                        Motif.FIR,
                        Motif.CACTUS);
    }

    /// For a prompt that names only things under the sky and no land.
    static List<Motif> usualLand(Motif motif) {
        return switch (motif) {
            case TEMPLE -> List.of(Motif.MOUNTAIN);
            case CACTUS -> List.of(Motif.DESERT);
            case PENGUIN, SNOWMAN -> List.of(Motif.SNOW);
            case PANDA -> List.of(Motif.BAMBOO);
            case DEER, TENT -> List.of(Motif.FOREST);
            default -> List.of();
        };
    }
}
