// @ts-check
/**
 * The words of the exam client, as types. This file holds no code.
 *
 * @typedef {{id: string, en: string}} Sentence
 * @typedef {{code: string, id: string, en: string, data?: Record<string, unknown>}} Refusal
 * @typedef {{id: string, text: string, figure?: string|null}} Option
 * @typedef {{title: string, text: string}} Part
 * @typedef {{id: string, from: string, subject: string, day: string, text: string, attachments: Part[]}} Letter
 * @typedef {{id: string, version: number, type: "single_choice"|"sjt"|"likert"|"essay"|"inbox"|"letter", stem: string, figure?: string|null, options: Option[],
 *   instructions?: string, materials?: Part[], letters?: Letter[], letter?: Letter}} Item  a "letter" is one letter of an in-basket, with its letter in `letter`
 * @typedef {{code: string, title: string, instructions: string, minutes: number, items: Item[]}} Section
 * @typedef {{code: string, title: string, minutes: number, items: number}} SectionSummary
 *
 * @typedef {object} View              what the server says about this sitting (docs/interfaces.md, section 6)
 * @property {"waiting"|"ready"|"sitting"|"submitted"} state
 * @property {string} sitting
 * @property {string} device
 * @property {number} epoch
 * @property {boolean} [superseded]    another device has the seat
 * @property {number} server_ms
 * @property {{name: string, number: string, seat: string}} participant
 * @property {{title: string, organiser: string, purpose: string, legal_basis: string, zone: string}} assessment
 * @property {{title: string, room: string, opens_ms: number, closes_ms: number}} session
 * @property {Sentence[]} measures
 * @property {{when: string, levels?: boolean, jpm?: boolean, category?: boolean, id?: string, en?: string}} visibility
 * @property {number} total_minutes
 * @property {SectionSummary[]} sections
 * @property {number|null} section
 * @property {number|null} deadline_ms
 * @property {number|null} section_deadline_ms
 * @property {Record<string, string>} answers
 * @property {string[]} flags
 * @property {Record<string, number>} last_seq
 * @property {string} [code]
 * @property {number|null} [submitted_ms]
 * @property {string|null} [submitted_by]
 *
 * @typedef {object} AnswerEvent       one click, as it is kept on the device and sent
 * @property {string} sitting
 * @property {number} seq              1, 2, 3 … without gaps, per sitting and device
 * @property {number} epoch            the login under which it was made
 * @property {"answer"|"flag"} kind
 * @property {string} item
 * @property {string|boolean|null} value option id, or null for an answer taken back; or whether the item is marked as doubtful
 * @property {number} at_ms            when, by the server's clock as this device knows it
 * @property {number|null} received_ms null until the server has acknowledged it
 * @property {string|null} [refused]   code of the server's refusal, if it refused it
 */
export {};
