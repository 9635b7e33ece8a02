// What an upload token says of itself. Whether it is true is for the edge to say; here it only saves somebody
// from sending what would be refused.

/**
 * @typedef {object} Claims
 * @property {string | null} template what it is for; `null`: any
 * @property {number | null} size how many bytes may be sent with it
 */

/** @param {string | null} token @returns {Claims} */
export function claimsOf(token) {
  try {
    const [, middle = ''] = token?.split('.') ?? [];
    const { template, size } = JSON.parse(atob(middle.replaceAll('-', '+').replaceAll('_', '/')));
    return { template: typeof template === 'string' ? template : null, size: typeof size === 'number' ? size : null };
  } catch {
    return { template: null, size: null };
  }
}
