import type { WordingLanguage } from '../../domain/languages/wording-language';
import { GUARD_FIELDS } from '../../domain/sign-up-guard';
import { SIGN_UP_WORDING } from '../wording/sign-up';

export interface SignUpGuardView {
  language: WordingLanguage;
  /** As signed by `stampForm`. */
  stamp: string;
}

/**
 * Hidden fields of the form to follow a topic: when the form was made, and a honeypot that only programs
 * fill in, since `hidden` hides it from people, screen readers and the keyboard.
 */
export function SignUpGuard({ language, stamp }: SignUpGuardView) {
  return (
    <>
      <input type="hidden" name={GUARD_FIELDS.stamp} value={stamp} />
      <div hidden>
        <label for={GUARD_FIELDS.honeypot}>{SIGN_UP_WORDING[language].leaveEmpty}</label>
        <input
          type="text"
          id={GUARD_FIELDS.honeypot}
          name={GUARD_FIELDS.honeypot}
          value=""
          autocomplete="off"
        />
      </div>
    </>
  );
}
