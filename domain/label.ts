/** Every word that people read: Chinese first, English beside. */
export interface Label {
  readonly zh: string;
  readonly en: string;
}
