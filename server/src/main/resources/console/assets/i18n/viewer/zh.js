export default {
  'viewer.after': '下一张',
  'viewer.before': '上一张',
  'viewer.full': '全屏',
  'viewer.larger': '放大',
  'viewer.now': '第 {n} 张，共 {of} 张：{prompt}',
  'viewer.smaller': '缩小',
  'viewer.stage': '图片。加号和减号缩放，方向键切换。',
  'viewer.task': '打开任务',
  'viewer.title': '图片',
  'viewer.tools': '图片工具',
};
