export default {
  'viewer.after': 'Next picture',
  'viewer.before': 'Previous picture',
  'viewer.full': 'Full screen',
  'viewer.larger': 'Zoom in',
  'viewer.now': 'Picture {n} of {of}: {prompt}',
  'viewer.smaller': 'Zoom out',
  'viewer.stage': 'Picture. Plus and minus zoom, the arrow keys go to the next one.',
  'viewer.task': 'Open the task',
  'viewer.title': 'Picture',
  'viewer.tools': 'Picture tools',
};
