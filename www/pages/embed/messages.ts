/** What the frame tells the page around it, by `postMessage`. docs/embed.md is for those who read it. */
export type FromEmbed =
  | { pellicle: 'ready' }
  | { pellicle: 'height'; px: number }
  | { pellicle: 'shared'; link: string; deleteToken: string; expires: string | null; width: number; height: number }
  | { pellicle: 'removed'; link: string }
  | { pellicle: 'error'; code: string };

/** What the page around may tell the frame. */
export type ToEmbed = { pellicle: 'clear' } | { pellicle: 'hello' };
