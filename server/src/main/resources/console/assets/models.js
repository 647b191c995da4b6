export const LARGEST_SEED = 2 ** 32 - 1;

/** What orders of a model may be; the usual model's where it is not known yet. */
export function promptLimit(model) {
  return model?.prompt_limit ?? 1000;
}

/** The aspect ratios that a model has; null where it is not known yet. */
export function shapesOf(model) {
  return model ? model.sizes.map((size) => size.aspect_ratio) : null;
}

/** The parameter of a model that says whether orders are checked by themselves. */
export function isChecked(model) {
  return Boolean(model?.parameters.find((parameter) => parameter.name === 'nsfw_checker')?.default_value);
}

/** Whether orders of a model may have pictures to edit. */
export function takesPictures(model) {
  return Boolean(model?.inputs.includes('image'));
}

/** What a model does with the words of a picture when an order does not say. */
export function usualTextCheck(model) {
  return model?.parameters.find((parameter) => parameter.name === 'text_check')?.default_value ?? 'off';
}

/** An order for another model: with a shape that it has, and checked where it checks by itself. */
export function switched(order, model) {
  const shapes = shapesOf(model);
  return {
    model: model.id,
    aspect_ratio: shapes.includes(order.aspect_ratio) ? order.aspect_ratio : shapes[0],
    nsfw_checker: isChecked(model) || order.nsfw_checker,
    image_urls: takesPictures(model) ? order.image_urls : undefined,
  };
}
