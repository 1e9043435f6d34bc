/** A short message to one officer, as a gateway of text messages or of the government's messaging platform takes it. */
export interface Notice {
  /** Names what is told; a gateway that gets the same key again does not tell it again. */
  readonly key: string;
  /** Who is told. The gateway knows the number or account of each; we do not keep it. */
  readonly officerId: string;
  /** Text messages are sent from registered templates, whose gaps are filled. */
  readonly template: 'daily_digest';
  readonly values: Readonly<Record<string, string>>;
  /** The template with its values, for gateways that take a text. No personal data: it leaves the house. */
  readonly text: string;
}

/** What the gateway says of a notice that it has taken; whether it was read is another matter. */
export interface NoticeReceipt {
  readonly id: string;
}

/** The way out to people's telephones. Everything handed in may come twice after a crash; the key makes it one. */
export interface Notices {
  /** @throws when it was not taken, or nobody knows: it is handed in again later, under the same key */
  send(notice: Notice): Promise<NoticeReceipt>;
}
