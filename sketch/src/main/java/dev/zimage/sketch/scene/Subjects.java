package dev.zimage.sketch.scene;

/// Which drawing shows which motif.
final class Subjects {

    private Subjects() {}

    static Subject of(Motif motif) {
        return switch (motif) {
            case BOAT -> new Subject(0.9, 0.24, Boats::draw);
            case HOUSE -> new Subject(1.35, 0.2, Houses::draw);
            case LIGHTHOUSE -> new Subject(0.7, 0.42, Towers::lighthouse);
            case TEMPLE -> new Subject(0.85, 0.36, Towers::pagoda);
            case CASTLE -> new Subject(1.15, 0.34, Towers::castle);
            case WINDMILL -> new Subject(0.9, 0.32, Towers::windmill);
            case TREE -> new Subject(0.9, 0.34, Plants::tree);
            case PALM -> new Subject(0.9, 0.36, Plants::palm);
            case FIR -> new Subject(0.7, 0.34, Plants::christmasTree);
            case CACTUS -> new Subject(0.66, 0.26, Plants::cactus);
            case MUSHROOM -> new Subject(1.2, 0.16, Plants::mushroom);
            case CAR -> new Subject(2.2, 0.14, Vehicles::car);
            case TRAIN -> new Subject(4.1, 0.13, Vehicles::train);
            case BICYCLE -> new Subject(1.8, 0.2, Vehicles::bicycle);
            case CAT -> new Subject(0.9, 0.24, Cat::draw);
            case DOG -> new Subject(0.95, 0.24, Pets::dog);
            case RABBIT -> new Subject(0.65, 0.22, Pets::rabbit);
            case PANDA -> new Subject(0.8, 0.28, Pets::panda);
            case DEER -> new Subject(0.85, 0.3, Wildlife::deer);
            case OWL -> new Subject(1.0, 0.26, Wildlife::owl);
            case PENGUIN -> new Subject(0.7, 0.26, Wildlife::penguin);
            case BIRD -> new Subject(1.7, 0.15, Flyers::birds);
            case BUTTERFLY -> new Subject(1.2, 0.16, Flyers::butterfly);
            case BALLOON -> new Subject(0.76, 0.3, Flyers::balloon);
            case PLANE -> new Subject(2.1, 0.13, Flyers::plane);
            case KITE -> new Subject(0.8, 0.26, Flyers::kite);
            case WHALE -> new Subject(2.3, 0.17, Swimmers::whale);
            case SWAN -> new Subject(1.3, 0.16, Swimmers::swan);
            case PERSON -> new Subject(0.45, 0.3, Figures::person);
            case ROBOT -> new Subject(0.85, 0.28, Figures::robot);
            case SNOWMAN -> new Subject(0.85, 0.28, Figures::snowman);
            case COFFEE -> new Subject(1.3, 0.24, Drinks::coffee);
            case TEA -> new Subject(1.6, 0.22, Drinks::tea);
            case NOODLES -> new Subject(1.5, 0.24, Drinks::noodles);
            case CAKE -> new Subject(1.2, 0.28, Sweets::cake);
            case APPLE -> new Subject(1.0, 0.22, Fruits::apple);
            case ORANGE -> new Subject(1.25, 0.22, Fruits::orange);
            case LEMON -> new Subject(1.35, 0.22, Fruits::lemon);
            case STRAWBERRY -> new Subject(1.1, 0.22, Fruits::strawberry);
            case WATERMELON -> new Subject(1.7, 0.24, Fruits::watermelon);
            case ICE_CREAM -> new Subject(0.65, 0.3, Sweets::iceCream);
            case PUMPKIN -> new Subject(1.2, 0.22, Fruits::pumpkin);
            case BOOK -> new Subject(1.4, 0.24, Things::book);
            case GUITAR -> new Subject(0.95, 0.36, Instruments::guitar);
            case MUSIC -> new Subject(1.6, 0.26, Instruments::record);
            case CAMERA -> new Subject(1.45, 0.22, Things::camera);
            case BULB -> new Subject(1.05, 0.3, Things::bulb);
            case GIFT -> new Subject(1.0, 0.24, Things::gift);
            case HEART -> new Subject(1.35, 0.26, Things::heart);
            case UMBRELLA -> new Subject(1.25, 0.3, Things::umbrella);
            case FLOWER -> new Subject(0.95, 0.36, Flowers::bunch);
            case ROSE -> new Subject(0.75, 0.36, Flowers::rose);
            case SUNFLOWER -> new Subject(0.8, 0.38, Flowers::sunflower);
            case TULIP -> new Subject(0.95, 0.32, Flowers::tulip);
            case TENT -> new Subject(1.5, 0.18, Houses::tent);
            case BLOSSOM -> new Subject(1.5, 0.4, Blossoms::branch);
            case LOTUS -> new Subject(1.9, 0.2, Blossoms::lotus);
            case DRAGON -> new Subject(2.2, 0.34, Dragon::draw);
            case ROCKET -> new Subject(0.8, 0.36, Subjects::rocket);
            case FISH -> new Subject(1.15, 0.12, Subjects::fish);
            default -> new Subject(0.9, 0.24, Cat::draw);
        };
    }

    private static void fish(Brush brush) {
        Underwater.fish(brush.at(0, -0.5, brush.chance(0.5) ? 1 : -1, 1, 0), 0);
    }

    private static void rocket(Brush brush) {
        Cosmos.rocket(brush.at(0, -0.62, 0.72, 0.72, brush.chance(0.5) ? 12 : -12));
    }
}
