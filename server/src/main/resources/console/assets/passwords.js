/** As the server has it, which counts again. */
export const SHORTEST_PASSWORD = 10;
