import { html, svg } from '../component.js';
import { t } from '../i18n.js';

export const SHAPES = ['1:1', '4:3', '3:4', '16:9', '9:16'];

/** The shape of a picture of these sides, if it is one of ours. */
export function shapeOf(width, height) {
  return SHAPES.find((shape) => Math.abs(ratio(shape) - width / height) < 0.02) ?? '1:1';
}

function ratio(shape) {
  const [across, down] = shape.split(':').map(Number);
  return across / down;
}

function outline(shape) {
  const across = Math.min(26, 26 * ratio(shape));
  const down = across / ratio(shape);
  return svg`<rect x=${(32 - across) / 2} y=${(32 - down) / 2} width=${across} height=${down} rx="3" />`;
}

/** The aspect ratios as shapes to choose from: those of a model, or all. */
export function shapePicker(shapes, chosen, change) {
  return html`<fieldset class="field">
    <legend>${t('playground.shape')}</legend>
    <div class="shapes">
      ${(shapes ?? SHAPES).map(
        (shape) => html`<label class="shape">
          <input type="radio" name="aspect_ratio" value=${shape} .checked=${shape === chosen} @change=${() => change(shape)} />
          <svg viewBox="0 0 32 32" aria-hidden="true">${outline(shape)}</svg>
          <span class="figures">${shape}</span>
        </label>`,
      )}
    </div>
  </fieldset>`;
}
