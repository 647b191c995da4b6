import { describe, remove } from '../api.js';
import { t } from '../i18n.js';
import { confirmed } from './dialogs.js';
import { toast } from './notices.js';

/** Deletes a task's picture after a question; answers with the task as it is then, or null. */
export async function deletePicture(task) {
  if (!(await confirmed(t('picture.delete_title'), t('picture.delete_text'), t('picture.delete')))) return null;
  try {
    const left = await remove(`/api/v1/tasks/${encodeURIComponent(task.id)}/output`);
    toast(t('picture.gone'));
    return { ...task, ...left, thumbnail_url: null };
  } catch (error) {
    toast(describe(error), 'danger');
    return null;
  }
}
