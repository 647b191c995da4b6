package dev.zimage.sketch.scene;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The English words and phrases of the motifs. Whole words only, plurals too, the longest phrase
/// first. A line that begins with `-` lists phrases that name nothing, though a word in them would.
final class EnglishWords {

    private static final String TABLE =
            """
            SUNSET: sunset, dusk, twilight, golden hour, evening, evening sky, sundown, nightfall, afterglow
            SUNRISE: sunrise, dawn, daybreak, morning light, early morning, morning
            NIGHT: night, midnight, nighttime, night time, nocturnal, night sky, starry night: STARS
            SUN: sun, sunshine, sunny, sunlight, sunlit, summer, sunny day
            MOON: moon, moonlight, moonlit, moonrise, crescent, full moon, lunar, mid autumn, midautumn, moon festival
            STARS: star, starry, starlight, stargazing, constellation, starry sky, meteor, shooting star, meteor shower, falling star
            GALAXY: galaxy, galaxies, milky way, nebula, nebulae
            AURORA: aurora, aurora borealis, northern lights, northern light, polar lights, southern lights
            RAINBOW: rainbow
            FIREWORKS: firework, fireworks, new year, new years, new year's eve, independence day, fourth of july
            CLOUD: cloud, cloudy, cloudscape, sky, skies, blue sky, heaven, heavens
            RAIN: rain, rainy, raining, rainfall, raindrop, drizzle, rainy day, monsoon
            SNOW: snow, snowy, snowing, snowfall, snowflake, winter, wintry, wintertime, frost, frosty, icy, ice, glacier, blizzard, arctic, antarctic, snowstorm
            FOG: fog, foggy, mist, misty, haze, hazy
            STORM: storm, stormy, thunder, thunderstorm, lightning
            SPRING: spring, springtime, petals, petal
            AUTUMN: autumn, autumnal, fall foliage, fall color, fall colors, fall colour, fall colours, fall leaves, fallen leaves, maple, maple leaf, autumn leaves, thanksgiving, foliage
            MOUNTAIN: mountain, mount, peak, alps, alpine, himalaya, himalayas, everest, fuji, mount fuji, summit, volcano, ridge, cliff, canyon, rockies, andes, mountainside, mountaintop, snow mountain: SNOW, snowy mountain: SNOW, snow capped: SNOW, snowcapped: SNOW
            SEA: sea, ocean, seaside, seascape, wave, waves, marine, nautical, coast, coastal, coastline, bay, pacific, atlantic, mediterranean, gulf, harbor, harbour, surf, tide
            BEACH: beach, seashore, shore, shoreline, sandy beach, beachside, surfing, surfer
            LAKE: lake, pond, lakeside, lagoon, reservoir
            RIVER: river, stream, creek, riverside, riverbank, brook
            WATERFALL: waterfall, cascade, niagara
            ISLAND: island, tropical island, isle, islet, tropical, tropics, hawaii, maldives, bali, paradise
            FOREST: forest, woods, woodland, jungle, rainforest, pine forest, grove, pines, taiga, wood
            BAMBOO: bamboo, bamboo forest, bamboo grove
            DESERT: desert, dune, sand dune, sahara, gobi, oasis, badlands
            FIELD: field, meadow, prairie, grassland, hill, hills, hillside, countryside, pasture, lawn, grass, steppe, valley, farm, farmland, wheat field, rice field, rolling hills, garden, picnic, landscape, nature, outdoors, park
            CITY: city, cities, skyline, cityscape, downtown, urban, metropolis, skyscraper, street, streets, avenue, town, buildings, building, new york, manhattan, tokyo, shanghai, hong kong, london, paris, singapore, cyberpunk: NIGHT, beijing, berlin, chicago, nightlife: NIGHT
            ROOF: roof, rooftop, rooftops, roofs, housetop
            SPACE: outer space, deep space, cosmos, cosmic, universe, interstellar, planet, planets, saturn, jupiter, mars, solar system, in space, space station, space travel, space exploration, astronomy, orbit, space, spaceship: ROCKET, spacecraft: ROCKET, astronaut: PERSON, alien
            UNDERWATER: underwater, under the sea, deep sea, coral, coral reef, reef, seabed, jellyfish, aquarium, scuba, scuba diving, diving, turtle, sea turtle
            BIRD: bird, birds, crane, seagull, gull, swallow, sparrow, dove, pigeon, eagle, hawk, hummingbird, robin, flock, geese, goose, stork, heron, phoenix
            BALLOON: hot air balloon, hot-air balloon, air balloon, balloon, aerostat, balloon festival
            PLANE: plane, airplane, aeroplane, aircraft, jet, flight, airliner, travel by air, paper plane
            KITE: kite, kites
            LANTERN: lantern, sky lantern, paper lantern, lantern festival, red lantern, chinese new year, lunar new year, spring festival
            BUTTERFLY: butterfly, butterflies, moth
            DRAGON: dragon, chinese dragon, dragons
            ROCKET: rocket, space shuttle, rocketship, rocket ship, startup launch, rocket launch
            BOAT: boat, sailboat, sailing boat, ship, sailing ship, yacht, sail, sailing, vessel, sailor, regatta, fishing boat, sails, canoe, junk boat
            WHALE: whale, humpback, blue whale, orca, dolphin
            SWAN: swan, duck, swans, duckling
            FISH: fish, fishes, koi, koi pond, goldfish, carp, koi fish, salmon, tropical fish, shark
            LOTUS: lotus, water lily, waterlily, lily pad, lotus flower, lotus pond, water lilies
            TREE: tree, oak, willow, oak tree, lone tree, birch
            PALM: palm, palm tree, coconut tree, palms, coconut, coconut palm
            FIR: christmas tree, fir, fir tree, xmas tree, pine, pine tree, spruce, evergreen, christmas: SNOW, xmas: SNOW
            CACTUS: cactus, cacti, cactuses, succulent
            HOUSE: house, cabin, cottage, hut, home, log cabin, chalet, farmhouse, barn, lodge, wooden house, villa, village, villages, bungalow
            LIGHTHOUSE: lighthouse, light house
            TEMPLE: temple, pagoda, shrine, pavilion, monastery, torii, palace, forbidden city
            CASTLE: castle, fortress, fairytale, fairy tale, kingdom, citadel
            WINDMILL: windmill, wind turbine, wind mill, turbine
            TENT: tent, camping, campsite, camp, campfire, glamping, campground
            BRIDGE: bridge, golden gate, golden gate bridge, viaduct
            TRAIN: train, railway, locomotive, railroad, steam train, tram, subway, metro, high speed train, trains
            CAR: car, automobile, vehicle, road trip, sports car, vintage car, taxi, van, campervan, camper van, motorcar, convertible
            BICYCLE: bicycle, bike, cycling, cyclist, mountain bike, bikes
            CAT: cat, kitten, kitty, tabby, feline, black cat, kitties, cats
            DOG: dog, puppy, puppies, corgi, hound, shiba, shiba inu, labrador, golden retriever, poodle, husky, pup, doggy, doggie
            RABBIT: rabbit, bunny, bunnies, hare, easter bunny, easter
            PANDA: panda, giant panda
            DEER: deer, reindeer, stag, elk, moose, antelope, fawn
            OWL: owl, owls
            PENGUIN: penguin
            PERSON: person, people, woman, man, girl, boy, traveler, traveller, hiker, wanderer, figure, lady, child, human, women, men, kid, couple, backpacker, silhouette of a man, silhouette of a woman
            ROBOT: robot, android, cyborg, mecha, bot, robotics, droid
            SNOWMAN: snowman, snowmen
            MUSHROOM: mushroom, toadstool, fungi, fungus
            COFFEE: coffee, cappuccino, espresso, latte, cafe, café, mocha, coffee shop, coffee house, coffeehouse, barista, coffee cup, cup of coffee, americano, cocoa, hot chocolate, mug
            TEA: tea, matcha, teacup, teapot, tea house, teahouse, green tea, tea cup, tea ceremony, oolong, bubble tea, milk tea
            CAKE: cake, birthday cake, cupcake, bakery, pastry, dessert, birthday, birthday party, wedding cake, happy birthday, patisserie, desserts, muffin
            APPLE: apple, apples
            ORANGE: oranges, an orange, orange fruit, orange slice, orange juice, fresh orange, tangerine, mandarin, mandarin orange, citrus, grapefruit, orange tree, clementine
            LEMON: lemon, lime, lemonade
            STRAWBERRY: strawberry, strawberries, berry, berries, raspberry
            WATERMELON: watermelon, watermelon slice, melon
            NOODLES: noodle, noodles, ramen, udon, pho, noodle soup, noodle bowl, ramen bowl, beef noodles, rice bowl, soup
            ICE_CREAM: ice cream, icecream, gelato, sundae, ice cream cone, ice-cream, popsicle
            BOOK: book, books, reading, library, bookshop, bookstore, bookshelf, novel, literature, book club, book fair, poetry
            GUITAR: guitar, acoustic guitar, electric guitar, ukulele, guitarist
            MUSIC: music, vinyl, vinyl record, turntable, jazz, concert, dj, song, music festival, record player, melody, musical, house music, orchestra, symphony, band, karaoke, piano, violin
            CAMERA: camera, photography, photographer, photo exhibition, vintage camera
            BULB: light bulb, lightbulb, bulb, idea, ideas, innovation, brainstorm
            GIFT: gift, present box, gift box, giveaway, presents, gifts
            HEART: heart, valentine, valentines, valentine's day, love, romance, hearts, wedding, romantic
            UMBRELLA: umbrella, parasol
            PUMPKIN: pumpkin, halloween, jack o lantern, jack o' lantern
            FLOWER: flower, floral, bloom, blooming, blossoming, bouquet, wildflower, daisy, daisies, botanical, florist, poppy, poppies, lavender, peony, peonies, orchid, lily, lilies, hibiscus, flower shop, flowers
            ROSE: rose, red rose, roses, rosebud
            SUNFLOWER: sunflower
            TULIP: tulip
            BLOSSOM: cherry blossom, sakura, plum blossom, peach blossom, blossom, cherry tree, cherry blossoms, hanami, plum blossoms, peach blossoms
            ABSTRACT: abstract, geometric, geometry, geometrical, bauhaus, terrazzo, memphis, abstract art, gradient, gradients, minimalist shapes, contour lines
            - rose gold, dusty rose, rose color, rose colour, rose pink, rose tones, book cover, book now, book a table, book your, book online, book today, book tickets, to book, bookings
            - sea green, sea blue, sea salt, ocean blue, navy sea, sky blue, forest green, midnight blue, night mode, coffee brown, coffee table, snow white, ice blue, icy blue, apple green, lemon yellow, lime green, cherry red, pumpkin spice, mint green, moss green, grass green, desert sand, sand color, sun yellow, sunflower yellow, autumn tones, autumn colours, tea rose, tea green, lavender color, lavender tones, lavender purple, peach color, wheat color
            - apple watch, apple style, apple inc, apple music, apple store, orange tones, orange background, orange light
            - negative space, white space, blank space, empty space, copy space, space for text, space for the text, space at the top, space between, living space, open space, much space, lots of space, more space, plenty of space, clean space, space around, workspace, some space, coworking space, co working space, breathing space, letter space, generous space, space to, space above, space below, whitespace
            - fish eye, fisheye lens, fish eye lens, bird's eye, birds eye, bird eye, bird s eye, cat eye, cat's eye, cat eyes, eagle eye, worm's eye, hot dog, hot dogs, dog days, dog eared, bull's eye
            - field of view, depth of field, magnetic field, field trip, field guide, career field, playing field
            - light rays, star rating, five star, five stars, 5 star, 5 stars, star wars, rock star, pop star, all star, movie star, star shaped
            - cloud computing, cloud native, cloud service, cloud services, cloud storage, the cloud platform
            - house style, in house, white house, open house, house rules, full house, warehouse, home page, home decor, homepage, home screen, home office
            - world cup, bay area, palm of, heart of the, heart rate, heart of, high street, street food, street style, street art, wall street, main street, sesame street, city hall, sound wave, sound waves, shock wave, new wave, wave pattern, brain wave, microwave
            - spring roll, spring rolls, spring water, spring sale, hot spring, hot springs, spring onion, sun dried, sunday
            - flight of stairs, focal plane, train your, train to, car park, park ranger, central heating, idea board
            - ice cold, snow globe, frost glass, frosted glass, bamboo steamer, wood texture, wooden texture, wood grain, wood type, woodcut, wood block, wooden type
            - moon cake, mooncake, moon cakes, honey moon, sugar rush, mars bar, milky way bar, dragon fruit, passion fruit, butterfly effect, crane operator, tower crane, construction crane
            - paper texture, grain texture, big apple, love letter, sun bleached, robot font, mushroom cloud, camera angle, camera shot, camera lens, camera view, camera movement, gift card, idea of, people's, men's, women's, man made, the man who, band aid, rubber band
            """;

    private static final Pattern WORD =
            Pattern.compile("[\\p{IsLatin}\\d]+(?:['’][\\p{IsLatin}]+)*");
    private static final Set<String> NEGATIONS = Set.of("no", "without", "not", "never", "zero");
    private static final Set<String> ARTICLES = Set.of("a", "an", "any", "the");
    private static final int LONGEST = 4;

    private final Map<String, List<Motif>> phrases = new HashMap<>();

    EnglishWords() {
        for (String line : TABLE.lines().toList()) {
            if (line.startsWith("-")) {
                add(List.of(), line.substring(1));
            } else {
                int colon = line.indexOf(':');
                add(List.of(Motif.valueOf(line.substring(0, colon))), line.substring(colon + 1));
            }
        }
    }

    private void add(List<Motif> motifs, String list) {
        for (String entry : list.split(",", -1)) {
            String phrase = entry;
            List<Motif> own = motifs;
            int colon = entry.indexOf(':');
            if (colon > 0) {
                phrase = entry.substring(0, colon);
                own = new ArrayList<>(motifs);
                own.add(Motif.valueOf(entry.substring(colon + 1).strip()));
            }
            phrases.put(String.join(" ", words(phrase)), own);
        }
    }

    /// Adds the motifs that the text names, in its order.
    void find(String text, Set<Motif> found) {
        List<String> words = words(text);
        int i = 0;
        while (i < words.size()) {
            int length = Math.min(LONGEST, words.size() - i);
            @Nullable List<Motif> motifs = null;
            while (length > 0 && motifs == null) {
                motifs = named(words.subList(i, i + length));
                length--;
            }
            if (motifs != null && !negated(words, i)) {
                found.addAll(motifs);
            }
            i += motifs == null ? 1 : length + 1;
        }
    }

    private @Nullable List<Motif> named(List<String> words) {
        String phrase = String.join(" ", words);
        List<Motif> motifs = phrases.get(phrase);
        if (motifs != null) {
            return motifs;
        }
        for (String single : singulars(phrase)) {
            motifs = phrases.get(single);
            if (motifs != null) {
                return motifs;
            }
        }
        return null;
    }

    private static List<String> singulars(String phrase) {
        List<String> forms = new ArrayList<>();
        if (phrase.endsWith("'s") || phrase.endsWith("’s")) {
            forms.add(phrase.substring(0, phrase.length() - 2));
        } else if (phrase.endsWith("ies")) {
            forms.add(phrase.substring(0, phrase.length() - 3) + "y");
        } else if (phrase.endsWith("s") && !phrase.endsWith("ss") && phrase.length() > 3) {
            forms.add(phrase.substring(0, phrase.length() - 1));
            if (phrase.endsWith("es")) {
                forms.add(phrase.substring(0, phrase.length() - 2));
            }
        }
        return forms;
    }

    private static boolean negated(List<String> words, int at) {
        int before = at - 1;
        if (before > 0 && ARTICLES.contains(words.get(before))) {
            before--;
        }
        return before >= 0 && NEGATIONS.contains(words.get(before));
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            words.add(matcher.group().replace('’', '\''));
        }
        return words;
    }

    /// Every phrase that names something, for the tests.
    Map<String, List<Motif>> all() {
        return Map.copyOf(phrases);
    }
}
