/** What the canvas writes with; Chinese falls back to the system's own font. */
export const FONT = "system-ui, -apple-system, 'Noto Sans SC', sans-serif";
