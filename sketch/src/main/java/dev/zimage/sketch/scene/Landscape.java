package dev.zimage.sketch.scene;

/// Composes a picture under the open sky, from the back to the front: heavens, far land, water,
/// near land, subjects, weather.
final class Landscape {

    private final SceneCanvas stage;
    private final NamedMotifs reading;
    private final SceneLayout layout;
    private final Tints tints;
    private final Sky sky;
    private final Ground ground;
    private final boolean wet;

    Landscape(SceneCanvas stage, NamedMotifs named) {
        this.stage = stage;
        this.reading = SceneRules.complete(named, stage.brush().random());
        this.layout = stage.layout();
        this.tints = stage.brush().tints();
        this.sky = new Sky(stage);
        this.ground = new Ground(stage);
        this.wet =
                !reading.at(Motif.Place.WATER).isEmpty()
                        || reading.any(
                                Motif.SEA,
                                Motif.LAKE,
                                Motif.BEACH,
                                Motif.ISLAND,
                                Motif.LIGHTHOUSE,
                                Motif.BRIDGE);
    }

    void paint() {
        heavens();
        farLand();
        if (wet) {
            water();
        }
        nearLand();
        new SubjectPlacement(stage, reading, wet).paint();
        new Weather(stage, reading).paint();
    }

    private boolean overcast() {
        return reading.any(Motif.RAIN, Motif.STORM, Motif.FOG);
    }

    private void heavens() {
        sky.gradient();
        if (reading.any(Motif.GALAXY, Motif.SPACE)) {
            sky.milkyWay();
        }
        if (reading.has(Motif.AURORA)) {
            sky.aurora();
        }
        lamp();
        boolean starry = reading.any(Motif.STARS, Motif.GALAXY, Motif.SPACE);
        if ((tints.isNight() && !overcast()) || starry) {
            sky.stars(starry);
        }
        SkyEvents sights = new SkyEvents(stage);
        if (reading.has(Motif.RAINBOW)) {
            sights.rainbow();
        }
        if (reading.has(Motif.STARS)) {
            sights.meteors();
        }
        if (reading.has(Motif.CLOUD)) {
            sky.clouds(10);
        } else if (!tints.isNight() && !overcast() && !starry) {
            sky.clouds(stage.brush().random().nextInt(5));
        }
        if (overcast()) {
            sights.overcast();
        }
        if (reading.has(Motif.STORM)) {
            sights.lightning();
        }
        if (reading.has(Motif.FIREWORKS)) {
            sights.fireworks();
        }
    }

    private void lamp() {
        if (reading.has(Motif.MOON)) {
            sky.moon(reading.motifs().size() <= 3);
        } else if (reading.has(Motif.SUNRISE)) {
            sky.risingSun();
        } else if (reading.any(Motif.SUNSET, Motif.SUNRISE, Motif.SUN)) {
            sky.sun(reading.has(Motif.SUN));
        } else if (!overcast()
                && !reading.any(
                        Motif.GALAXY, Motif.AURORA, Motif.FIREWORKS, Motif.SPACE, Motif.LANTERN)) {
            if (tints.isNight()) {
                sky.moon(false);
            } else if (stage.brush().chance(0.8)) {
                sky.sun(false);
            }
        }
    }

    private void farLand() {
        if (reading.has(Motif.MOUNTAIN)) {
            new Mountains(stage, layout.horizon() + 1).paint(reading.has(Motif.SNOW));
        } else if (reading.has(Motif.RIVER) && !reading.has(Motif.CITY)) {
            new Mountains(stage, layout.horizon() + 1).ridges();
        }
        if (reading.has(Motif.CITY)) {
            boolean toTheEdge = !wet && !standsOnGround();
            double base =
                    toTheEdge
                            ? Math.max(layout.horizon(), layout.focus().getMaxY())
                            : layout.horizon();
            new City(stage, base + 1).paint();
            if (reading.has(Motif.BRIDGE)) {
                stage.brush()
                        .fill(Outlines.box(0, 0, stage.width(), base + 2), tints.skyLow(), 0.45);
            }
        }
        if (reading.has(Motif.FOREST) && wet) {
            new Forest(stage, reading.has(Motif.AUTUMN)).belt();
        }
    }

    private boolean standsOnGround() {
        return !reading.at(Motif.Place.GROUND).isEmpty()
                || !reading.at(Motif.Place.TABLE).isEmpty()
                || reading.any(Motif.ROOF, Motif.FIELD, Motif.RIVER, Motif.SNOW);
    }

    private void water() {
        Water water = new Water(stage, layout.horizon());
        water.paint(reading.any(Motif.LAKE, Motif.LOTUS, Motif.SWAN) ? 0.95 : 0.35);
        if (!Double.isNaN(sky.lampX())) {
            water.glitter(sky.lampX(), sky.lampRadius(), tints.glow());
        }
    }

    private void nearLand() {
        LandFeatures wonders = new LandFeatures(stage);
        if (reading.has(Motif.WATERFALL)) {
            wonders.waterfall();
        } else if (wet) {
            shores(wonders);
        } else {
            land();
            if (reading.has(Motif.RIVER)) {
                wonders.river();
            }
        }
        if (reading.has(Motif.BAMBOO)) {
            new Bamboo(stage).paint();
        }
        if (reading.has(Motif.ROOF)) {
            wonders.roof();
        }
    }

    private void shores(LandFeatures wonders) {
        if (reading.has(Motif.ISLAND)) {
            wonders.island();
        }
        if (reading.has(Motif.BRIDGE)) {
            new Bridges(stage)
                    .paint(reading.any(Motif.TEMPLE, Motif.LOTUS, Motif.BLOSSOM, Motif.RIVER));
        }
        if (reading.has(Motif.BEACH)) {
            ground.beach();
        }
    }

    private void land() {
        boolean autumn = reading.has(Motif.AUTUMN);
        if (reading.has(Motif.DESERT)) {
            ground.dunes();
        } else if (reading.has(Motif.SNOW)) {
            ground.snow();
        } else if (!reading.has(Motif.CITY)) {
            ground.meadow(autumn, !reading.has(Motif.MOUNTAIN) && !reading.has(Motif.FOREST));
        } else if (standsOnGround() && !reading.has(Motif.ROOF)) {
            ground.street();
        }
        if (reading.has(Motif.FOREST)) {
            new Forest(stage, autumn).paint();
        }
    }
}
