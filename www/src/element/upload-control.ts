import { UploadAttributes } from './upload-attributes.js';

/** Why a form may not go. */
export interface FormFault {
  /** What the browser says, in the element's language. */
  message: string;
  /** Whether it is that there is nothing where something is needed. */
  isMissing: boolean;
  /** Where the browser shows it. */
  anchor: HTMLElement;
}

/** What `<pellicle-upload>` has of a control in a form. */
export abstract class UploadControl extends UploadAttributes {
  /** It takes part in forms. */
  static readonly formAssociated = true;

  readonly #internals = asGroup(this);

  /** Always `pellicle-upload`, as every control of a form has a type. */
  get type(): string {
    return 'pellicle-upload';
  }
  /** The form that it belongs to, or `null`. */
  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }
  /** `valueMissing` where it is required and empty, `customError` while a picture is on its way, or where one could not be shared and is still listed. */
  get validity(): ValidityState {
    return this.#internals.validity;
  }
  /** What the browser says where it is invalid, in the element's language. */
  get validationMessage(): string {
    return this.#internals.validationMessage;
  }
  /** Whether its validity counts: not where it is disabled. */
  get willValidate(): boolean {
    return this.#internals.willValidate;
  }
  /** Whether it is valid; where it is not, it fires `invalid`. */
  checkValidity(): boolean {
    return this.#internals.checkValidity();
  }
  /** As `checkValidity()`, and the browser shows its message. */
  reportValidity(): boolean {
    return this.#internals.reportValidity();
  }

  /** Gives its form the links, and says whether that may go. @internal */
  tellForm(links: readonly string[], fault: FormFault | undefined): void {
    const data = new FormData();
    for (const link of links) data.append(this.name, link);
    this.#internals.setFormValue(links.length > 0 && this.name ? data : null);
    if (fault) this.#internals.setValidity({ customError: !fault.isMissing, valueMissing: fault.isMissing }, fault.message, fault.anchor);
    else this.#internals.setValidity({});
  }
}

/** What a browser keeps of a control. It is a group to those who hear it, so that a `<label>` of the page's is its name. */
function asGroup(element: HTMLElement): ElementInternals {
  const internals = element.attachInternals();
  internals.role = 'group';
  return internals;
}
