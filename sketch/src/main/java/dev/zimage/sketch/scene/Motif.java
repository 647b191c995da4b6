package dev.zimage.sketch.scene;

import java.util.Locale;

/// What a prompt can ask for, and where in a picture it belongs.
enum Motif {
    SUNSET(Place.LIGHT),
    SUNRISE(Place.LIGHT),
    NIGHT(Place.LIGHT),
    SUN(Place.HEAVEN),
    MOON(Place.HEAVEN),
    STARS(Place.HEAVEN),
    GALAXY(Place.HEAVEN),
    AURORA(Place.HEAVEN),
    RAINBOW(Place.HEAVEN),
    FIREWORKS(Place.HEAVEN),
    CLOUD(Place.WEATHER),
    RAIN(Place.WEATHER),
    SNOW(Place.WEATHER),
    FOG(Place.WEATHER),
    STORM(Place.WEATHER),
    SPRING(Place.WEATHER),
    AUTUMN(Place.WEATHER),
    MOUNTAIN(Place.LAND),
    SEA(Place.LAND),
    BEACH(Place.LAND),
    LAKE(Place.LAND),
    RIVER(Place.LAND),
    WATERFALL(Place.LAND),
    ISLAND(Place.LAND),
    FOREST(Place.LAND),
    BAMBOO(Place.LAND),
    DESERT(Place.LAND),
    FIELD(Place.LAND),
    CITY(Place.LAND),
    ROOF(Place.LAND),
    SPACE(Place.LAND),
    UNDERWATER(Place.LAND),
    BIRD(Place.AIR),
    BALLOON(Place.AIR),
    PLANE(Place.AIR),
    KITE(Place.AIR),
    LANTERN(Place.AIR),
    BUTTERFLY(Place.AIR),
    DRAGON(Place.AIR),
    ROCKET(Place.AIR),
    BOAT(Place.WATER),
    WHALE(Place.WATER),
    SWAN(Place.WATER),
    FISH(Place.WATER),
    LOTUS(Place.WATER),
    TREE(Place.GROUND),
    PALM(Place.GROUND),
    FIR(Place.GROUND),
    CACTUS(Place.GROUND),
    HOUSE(Place.GROUND),
    LIGHTHOUSE(Place.GROUND),
    TEMPLE(Place.GROUND),
    CASTLE(Place.GROUND),
    WINDMILL(Place.GROUND),
    TENT(Place.GROUND),
    BRIDGE(Place.GROUND),
    TRAIN(Place.GROUND),
    CAR(Place.GROUND),
    BICYCLE(Place.GROUND),
    CAT(Place.GROUND),
    DOG(Place.GROUND),
    RABBIT(Place.GROUND),
    PANDA(Place.GROUND),
    DEER(Place.GROUND),
    OWL(Place.GROUND),
    PENGUIN(Place.GROUND),
    PERSON(Place.GROUND),
    ROBOT(Place.GROUND),
    SNOWMAN(Place.GROUND),
    MUSHROOM(Place.GROUND),
    COFFEE(Place.TABLE),
    TEA(Place.TABLE),
    CAKE(Place.TABLE),
    APPLE(Place.TABLE),
    ORANGE(Place.TABLE),
    LEMON(Place.TABLE),
    STRAWBERRY(Place.TABLE),
    WATERMELON(Place.TABLE),
    NOODLES(Place.TABLE),
    ICE_CREAM(Place.TABLE),
    BOOK(Place.TABLE),
    GUITAR(Place.TABLE),
    MUSIC(Place.TABLE),
    CAMERA(Place.TABLE),
    BULB(Place.TABLE),
    GIFT(Place.TABLE),
    HEART(Place.TABLE),
    UMBRELLA(Place.TABLE),
    PUMPKIN(Place.TABLE),
    FLOWER(Place.TABLE),
    ROSE(Place.TABLE),
    SUNFLOWER(Place.TABLE),
    TULIP(Place.TABLE),
    BLOSSOM(Place.TABLE),
    ABSTRACT(Place.NOWHERE);

    /// Where a motif belongs: it sets the light, shines in the heavens, falls as weather, is the
    /// land itself, flies, floats, stands on the ground, or is best seen close by.
    enum Place {
        LIGHT,
        HEAVEN,
        WEATHER,
        LAND,
        AIR,
        WATER,
        GROUND,
        TABLE,
        NOWHERE
    }

    private final Place place;

    Motif(Place place) {
        this.place = place;
    }

    Place place() {
        return place;
    }

    boolean isSubject() {
        return switch (place) {
            case AIR, WATER, GROUND, TABLE -> true;
            case LIGHT, HEAVEN, WEATHER, LAND, NOWHERE -> false;
        };
    }

    /// The name of the file that shows it, as `ice-cream`.
    String file() {
        return title().replace(' ', '-');
    }

    /// Its name in plain English, as `ice cream`.
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
