package dev.zimage.sketch.scene;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The Chinese words of the motifs. Chinese has no spaces: at each place the longest word of the
/// table wins, and a line that begins with `-` lists words that name nothing, though a part of them
/// would. Traditional characters are read as their simplified forms.
final class ChineseWords {

    private static final String TABLE =
            """
            SUNSET: 日落 夕阳 黄昏 落日 傍晚 晚霞 余晖 暮色 夕照 残阳
            SUNRISE: 日出 朝阳 清晨 黎明 早晨 晨光 朝霞 破晓 晨曦 旭日
            NIGHT: 夜晚 夜 夜景 夜色 深夜 午夜 晚上 黑夜 夜市 夜晚的
            SUN: 太阳 阳光 烈日 晴天 夏天 夏日 夏季 晴朗 艳阳 盛夏
            MOON: 月亮 月 月光 明月 月色 满月 圆月 弯月 中秋 中秋节 月夜 新月 望月
            STARS: 星星 星空 繁星 星夜 流星 星辰 满天星 星光 流星雨 群星 星座
            GALAXY: 银河 星系 星云 银河系
            AURORA: 极光 北极光 南极光
            RAINBOW: 彩虹
            FIREWORKS: 烟花 焰火 烟火 跨年 元旦 新年 礼花
            CLOUD: 云 云朵 白云 云彩 云层 天空 蓝天 晴空 云端
            RAIN: 雨 下雨 雨天 雨水 春雨 细雨 小雨 大雨 雨夜+NIGHT 雨滴 烟雨+FOG 梅雨 秋雨 谷雨
            SNOW: 雪 下雪 雪花 雪地 冬天 冬季 冬日 大雪 冰雪 冰 冰川 寒冬 雪景 飘雪 飞雪 立冬 小雪 冬至 北极 南极
            FOG: 雾 雾气 薄雾 大雾 晨雾 云雾 迷雾 烟雾 云海
            STORM: 暴风雨 雷雨 闪电 雷电 暴雨 雷暴 风暴
            SPRING: 春天 春 春季 春日 春分 立春 花瓣 春游
            AUTUMN: 秋天 秋 秋季 秋日 枫叶 落叶 红叶 金秋 枫树 深秋 立秋 秋叶 枫林
            MOUNTAIN: 山 高山 群山 山峰 山脉 远山 山水 雪山+SNOW 山顶 火山 富士山 山峦 峰 峡谷 悬崖 珠穆朗玛 泰山 黄山 华山 山川 登山 爬山 山景 青山
            SEA: 海 大海 海洋 海浪 海边 海面 海水 海岸 浪花 波浪 海景 港口 海港 海湾 深蓝的海 浪 出海 海上 江海
            BEACH: 海滩 沙滩 冲浪
            LAKE: 湖 湖泊 湖面 湖水 湖畔 西湖 池塘 湖边 湖光 池
            RIVER: 河 河流 江 小溪 溪 溪流 河边 长江 黄河 江水 江边 小河 江南 河畔
            WATERFALL: 瀑布
            ISLAND: 岛 海岛 岛屿 小岛 热带 热带岛屿 孤岛
            FOREST: 森林 树林 丛林 林 林海 雨林 松林 密林 林间 山林+MOUNTAIN 园林
            BAMBOO: 竹 竹林 竹子 竹叶 翠竹
            DESERT: 沙漠 沙丘 戈壁 大漠 撒哈拉 绿洲
            FIELD: 草原 草地 田野 原野 草坪 稻田 麦田 山坡 田园 草 乡村 乡间 农田 牧场 花园 公园 花海+FLOWER 麦浪 油菜花+FLOWER 踏青 野餐 大自然 自然风光
            CITY: 城市 都市 城 天际线 摩天楼 摩天大楼 高楼 大厦 街道 街 街头 高楼大厦 市区 城镇 小镇 上海 北京 东京 纽约 香港 深圳 广州 巴黎 伦敦 重庆 外滩 赛博朋克+NIGHT 霓虹街+NIGHT
            ROOF: 屋顶 房顶 屋檐 瓦片
            SPACE: 太空 宇宙 行星 星球 外太空 土星 火星 木星 航天 星际 宇航员+PERSON 航天员+PERSON 外星 天文 地球
            UNDERWATER: 海底 水下 珊瑚 深海 水母 海底世界 潜水 珊瑚礁 海龟
            BIRD: 鸟 小鸟 飞鸟 海鸥 燕子 仙鹤 鹤 白鹤 鸽子 老鹰 鹰 大雁 喜鹊 白鹭 鸟儿 麻雀 凤凰 鸥
            BALLOON: 热气球 气球
            PLANE: 飞机 航班 客机 纸飞机
            KITE: 风筝
            LANTERN: 灯笼 孔明灯 红灯笼 花灯 元宵 元宵节 春节 过年 天灯 大红灯笼 除夕 灯会 庙会
            BUTTERFLY: 蝴蝶 彩蝶 蝶 飞蛾
            DRAGON: 龙 巨龙 飞龙 中国龙 金龙 祥龙
            ROCKET: 火箭 飞船 宇宙飞船 航天飞机 太空船
            BOAT: 船 帆船 小船 渔船 轮船 帆 舟 游艇 扁舟 龙舟 端午 端午节 小舟 孤舟 货船 帆影 大船
            WHALE: 鲸 鲸鱼 蓝鲸 座头鲸 海豚 虎鲸
            SWAN: 天鹅 鸭子 鸭 小鸭 鸳鸯
            FISH: 鱼 锦鲤 金鱼 鲤鱼 小鱼 鱼儿 鲤 鱼群 鲨鱼
            LOTUS: 荷花 莲花 荷叶 睡莲 莲 荷塘 荷 荷花池
            TREE: 树 大树 柳树 树木 柳 古树 橡树 银杏+AUTUMN 银杏树+AUTUMN
            PALM: 椰树 棕榈树 棕榈 椰子树 椰子 椰林
            FIR: 圣诞树 松树 冷杉 杉树 松 圣诞+SNOW 圣诞节+SNOW 青松
            CACTUS: 仙人掌 多肉 多肉植物
            HOUSE: 房子 木屋 小屋 房屋 小木屋 村庄 农舍 家园 屋 别墅 民宿 村落 村 古镇 茅屋
            LIGHTHOUSE: 灯塔
            TEMPLE: 寺 塔 寺庙 寺院 宝塔 庙 古塔 亭子 古建筑 佛塔 故宫 宫殿 亭 古刹 楼阁 神社 鸟居 凉亭 天坛 阁楼
            CASTLE: 城堡 童话 古堡
            WINDMILL: 风车
            TENT: 帐篷 露营 野营 营地 篝火
            BRIDGE: 桥 石桥 大桥 小桥 拱桥 断桥 廊桥 吊桥
            TRAIN: 火车 列车 高铁 地铁 铁路 动车 电车
            CAR: 汽车 轿车 跑车 小车 车 房车 公路旅行 自驾 越野车 老爷车 自驾游
            BICYCLE: 自行车 单车 骑行 脚踏车
            CAT: 猫 小猫 猫咪 黑猫 橘猫 白猫 喵
            DOG: 狗 小狗 狗狗 柴犬 柯基 犬 金毛 小奶狗 旺财
            RABBIT: 兔 兔子 小兔 白兔 玉兔 小兔子 小白兔
            PANDA: 熊猫 大熊猫
            DEER: 鹿 小鹿 麋鹿 梅花鹿 驯鹿
            OWL: 猫头鹰
            PENGUIN: 企鹅
            PERSON: 人物 女孩 男孩 少女 女人 男人 旅人 人影 行人 旅行者 少年 背影 姑娘 孩子 情侣 一个人 小女孩 小男孩 老人 侠客
            ROBOT: 机器人 机甲
            SNOWMAN: 雪人
            MUSHROOM: 蘑菇 菌菇
            COFFEE: 咖啡 拿铁 卡布奇诺 咖啡杯 咖啡馆 咖啡店 咖啡厅 热可可 美式咖啡
            TEA: 茶 茶杯 茶壶 抹茶 茶道 绿茶 下午茶 茶馆 茶叶 奶茶 品茶 茶园 茶具 红茶
            CAKE: 蛋糕 生日 甜品 甜点 烘焙 生日蛋糕 纸杯蛋糕 面包店 生日快乐 甜品店
            APPLE: 苹果
            ORANGE: 橙子 橘子 柑橘 橙汁 橘 柑 柚子 鲜橙 桔子
            LEMON: 柠檬 青柠
            STRAWBERRY: 草莓 莓果
            WATERMELON: 西瓜
            NOODLES: 面条 拉面 牛肉面 面馆 汤面 米线 米粉 一碗面 馄饨 面食
            ICE_CREAM: 冰淇淋 冰激凌 雪糕 冰棍
            BOOK: 书 书本 书籍 阅读 图书馆 书店 读书 图书 书房 小说 读书会
            GUITAR: 吉他 尤克里里
            MUSIC: 音乐 唱片 黑胶 音乐会 音乐节 爵士 演唱会 黑胶唱片 歌曲 歌唱 乐队 钢琴 民谣
            CAMERA: 相机 照相机 摄影 摄影展
            BULB: 灯泡 创意 灵感 点子 创新
            GIFT: 礼物 礼盒 礼品
            HEART: 爱心 心形 情人节 爱情 爱 红心 婚礼 七夕 浪漫
            UMBRELLA: 伞 雨伞+RAIN 油纸伞 纸伞 阳伞
            PUMPKIN: 南瓜 万圣节 南瓜灯
            FLOWER: 花 花朵 鲜花 野花 花束 雏菊 牡丹 花店 百合 菊花 兰花 薰衣草 花卉 花丛 花开 插花 罂粟 小花 繁花 百花
            ROSE: 玫瑰 月季 蔷薇 玫瑰花
            SUNFLOWER: 向日葵 葵花
            TULIP: 郁金香
            BLOSSOM: 樱花 梅花 桃花 樱花树 樱 梅 杏花 梨花 桃花源
            ABSTRACT: 抽象 几何 渐变 几何图形 包豪斯 水磨石 抽象画 波浪纹 等高线
            - 海报 海鲜 海关 海量 海选 海归 海带 海外 海淘 海绵 海拔 四海 青海 海南 海口 上海人 大海报 海内外 海军蓝 海军 珠海 威海 海底捞 人山人海
            - 花费 花钱 花样 花生 花椒 花纹 花絮 花甲 花名册 棉花 花边 花字 火花 豆花 花式 花卷 爆米花 天花板 眼花缭乱 西兰花 花菜
            - 山东 山西 中山 唐山 佛山 山寨 山药 江山 鞍山 舟山 马鞍山 山楂 中山装 孙中山
            - 云南 云计算 云端服务 云服务 云盘 云存储 人云亦云 云吞 马云 云平台 云原生 连云港
            - 月份 一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月 本月 每月 月薪 月饼 下月 上月 当月 月底 月初 月刊 个月 岁月 包月 月费 月历 年月 月票 蜜月 正月
            - 日月光 夜宵 熬夜 夜校 夜店 日夜
            - 春联 青春 长春 春卷 春晚 春装 秋千 秋裤 春运 秋招 春招 千秋 宜春 伊春 千秋万代 秋葵
            - 冰箱 冰咖啡+COFFEE 冰红茶+TEA 冰淇 雪碧 雪佛兰 白雪公主 雪茄 冰美式+COFFEE 冰糖 冰块 冰冷 冰凉 雪白 雪莲
            - 城管 长城汽车+CAR 货物 商城 城乡 城墙 万里长城 盐城 京城 书城+BOOK 城府 街舞 上街 商业街 逛街
            - 江苏 江西 浙江 黑龙江 江湖 镇江 丽江 九江 湛江 河南 河北 银河证券 天河 河粉 黄河路 拔河 先河
            - 湖南 湖北 芜湖 湖人 湖蓝 电池 池州 水池
            - 林志玲 林先生 林女士 吉林 桂林 园林绿化 林业 林俊杰 玉林 武林 少林 少林寺+TEMPLE 艺林
            - 塔吉克 塔罗 塔防 寺库 灯塔水母 金字塔+DESERT
            - 龙头 龙眼 龙虾 沙龙 恐龙 黑龙江 李小龙 成龙 尼龙 水龙头 小龙虾 龙井+TEA 火龙果 龙卷风 一条龙 乌龙茶+TEA 乌龙 变色龙 龙门 龙年 车水马龙
            - 鱼香 鱼香肉丝 鱿鱼 钓鱼 鱼眼 鱼眼镜头 章鱼 鳄鱼 鱼丸 木鱼 鲍鱼 甲鱼
            - 热狗 狗粮 猫粮 猫眼 天猫 熊猫眼 猫步 猫腻 猫山王 躲猫猫 单身狗 狗血
            - 马鹿 鹿晗 鹿特丹 沉鱼落雁
            - 书法 书写 证书 秘书 图书馆员 书记 书包 书体 楷书 行书 隶书 草书 书法字体 手书 书名 全书 说明书 书香 脸书 小红书 计划书 邀请书
            - 车间 车票 车站 停车 车位 公交车 车费 车辆 车展+CAR 车厢+TRAIN 缆车 购物车 车道
            - 草书体 草图 草稿 草案 草率 草草 草本 烟草 草帽 甘草 薄荷草 潦草 起草
            - 树立 树脂 建树 树莓 枯树
            - 松弛 放松 轻松 松软 蓬松 松散 松饼 松下 松鼠 宽松 肉松 松木 松露 松果
            - 竹简 竹竿 爆竹 竹笋 竹荪 胸有成竹 竹编 势如破竹
            - 柳州 柳叶刀 花柳
            - 茶几 茶色 茶叶蛋 茶水间 茶余饭后 山茶花+FLOWER 茶话会
            - 心爱 爱好 可爱 热爱 爱护 爱国 敬爱 爱奇艺 关爱 喜爱 亲爱 亲爱的 爱尔兰 友爱 爱丽丝 酷爱
            - 爱好者 偏爱 钟爱 珍爱 疼爱
            - 音乐剧院 橙色 橘色 橘红 橘黄 橙红 橙黄 玫瑰金 樱桃 樱桃红 湖蓝色 天蓝色 天空蓝 海蓝 海蓝色 草绿 草绿色 柠檬黄 苹果绿 咖啡色 桃花运 梅子 杨梅 话梅 梅西 雪青 竹青 松绿 荷尔蒙 荷兰 荷包蛋 薄荷 负荷 莲藕 莲蓉 榴莲 星期 星级 明星 星巴克+COFFEE 五星 歌星 星座运势 球星 影星 三星 卫星
            - 苹果手机 苹果公司 苹果电脑 小米粉 柑橘色 车厘子 村上春树 村上 屋檐下 帆布 帆布鞋 舟山群岛 一帆风顺 岛国 青岛 青岛啤酒 半岛 秦皇岛 岛台 雨衣 雨刷 暴雨预警 谷雨节气 雨花石 雨果 风雨 雾霾 雾面 喷雾 雾化 桥梁 桥牌 过桥 过桥米线+NOODLES 浪费 流浪 浪潮 冲浪者+BEACH 天线 面条机 寺山 兰亭 亭亭玉立 钓鱼岛 油画 浮世绘 城隍 中国城 峰会 高峰 峰值 兔年 巅峰 顶峰
            """;

    private static final String TRADITIONAL =
            "熱雲樹貓鳥魚龍車風飛機馬蓮櫻燈籠橋極島書鯨廟蘋無陽時雞霧氣級麗線條畫藝術樓廈門東報"
                    + "鐵馳單騎鴿鷹鶴鴨駕綠紅藍黃銀鯉錦詩爺聖誕節瑪滿圓彎後麵館廳蘭蔔樂專攝禮愛傘萬薔鬱"
                    + "帳營燒畢詠見綿頂塵壩巖嶼灘溫帶葉楓閃電與曉輝煙駱蟲個輪遊漁獨開園鄉農莊戶宮閣亞鎮"
                    + "員類鴛鴦鵝豬蘿蝦貝殼";
    private static final String SIMPLIFIED =
            "热云树猫鸟鱼龙车风飞机马莲樱灯笼桥极岛书鲸庙苹无阳时鸡雾气级丽线条画艺术楼厦门东报"
                    + "铁驰单骑鸽鹰鹤鸭驾绿红蓝黄银鲤锦诗爷圣诞节玛满圆弯后面馆厅兰卜乐专摄礼爱伞万蔷郁"
                    + "帐营烧毕咏见绵顶尘坝岩屿滩温带叶枫闪电与晓辉烟骆虫个轮游渔独开园乡农庄户宫阁亚镇"
                    + "员类鸳鸯鹅猪萝虾贝壳";

    private static final List<String> NEGATIONS = List.of("不要", "没有", "无", "不含", "不带", "别有", "去掉");

    private final Map<String, List<Motif>> words = new HashMap<>();
    private final Map<Character, Character> simplified = new HashMap<>();
    private final int longest;

    ChineseWords() {
        for (int i = 0; i < TRADITIONAL.length(); i++) {
            simplified.put(TRADITIONAL.charAt(i), SIMPLIFIED.charAt(i));
        }
        for (String line : TABLE.lines().toList()) {
            if (line.startsWith("-")) {
                add(List.of(), line.substring(1));
            } else {
                int colon = line.indexOf(':');
                add(List.of(Motif.valueOf(line.substring(0, colon))), line.substring(colon + 1));
            }
        }
        longest = words.keySet().stream().mapToInt(String::length).max().orElse(1);
    }

    private void add(List<Motif> motifs, String list) {
        for (String entry : list.strip().split(" ", -1)) {
            int plus = entry.indexOf('+');
            if (plus < 0) {
                words.put(entry, motifs);
            } else {
                List<Motif> own = new ArrayList<>(motifs);
                own.add(Motif.valueOf(entry.substring(plus + 1)));
                words.put(entry.substring(0, plus), own);
            }
        }
    }

    /// Adds the motifs that the text names, in its order.
    void find(String text, Set<Motif> found) {
        String plain = simplify(text);
        int i = 0;
        while (i < plain.length()) {
            int length = match(plain, i);
            if (length > 0) {
                if (!negated(plain, i) && !isMonth(plain, i)) {
                    found.addAll(words.getOrDefault(plain.substring(i, i + length), List.of()));
                }
                i += length;
            } else {
                i++;
            }
        }
    }

    private int match(String text, int at) {
        for (int length = Math.min(longest, text.length() - at); length > 0; length--) {
            if (words.containsKey(text.substring(at, at + length))) {
                return length;
            }
        }
        return 0;
    }

    /// Whether 月 here counts months, as in 12月.
    private static boolean isMonth(String text, int at) {
        return text.charAt(at) == '月' && at > 0 && Character.isDigit(text.charAt(at - 1));
    }

    private static boolean negated(String text, int at) {
        String before = text.substring(0, at);
        return NEGATIONS.stream().anyMatch(before::endsWith);
    }

    private String simplify(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            plain.append(simplified.getOrDefault(text.charAt(i), text.charAt(i)).charValue());
        }
        return plain.toString();
    }

    /// Every word of the table, for the tests.
    Map<String, List<Motif>> all() {
        return Map.copyOf(words);
    }
}
