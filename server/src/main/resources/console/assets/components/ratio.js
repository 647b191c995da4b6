import { Directive, directive } from '../lib/lit-html/directive.js';

/** Gives an element the proportions of a picture, as `--ratio`. Style attributes are not allowed here; styles set by a script are. */
export const ratio = directive(
  class extends Directive {
    render() {}

    update({ element }, [width, height]) {
      element.style.setProperty('--ratio', width > 0 && height > 0 ? width / height : 1);
    }
  },
);
