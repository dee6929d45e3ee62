import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { type Journey, linkIn } from '../support/journey';
import { newest } from './reader-site';

/** How somebody uses the site. */
export interface Way {
  name: string;
  /** Ends the addresses of this way's readers. */
  suffix: string;
  hasScripts: boolean;
  usesKeyboard: boolean;
}

export const WITH_POINTER: Way = {
  name: 'with a pointer',
  suffix: 'pointer',
  hasScripts: true,
  usesKeyboard: false,
};
export const WITHOUT_SCRIPTS: Way = {
  name: 'without JavaScript',
  suffix: 'plain',
  hasScripts: false,
  usesKeyboard: false,
};
export const WITH_KEYBOARD: Way = {
  name: 'with the keyboard alone',
  suffix: 'keys',
  hasScripts: true,
  usesKeyboard: true,
};

const TIMEOUT_MS = 10_000;
/** More than any page has controls. */
const MAX_TABS = 150;

interface Focus {
  isWanted: boolean;
  isVisible: boolean;
  html: string;
}

/** A function of the browser: what has the focus, and whether that is seen. */
const READ_FOCUS = new Function(
  'wanted',
  `
  const focused = document.activeElement ?? document.body;
  const hasMark = (element) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    // 'auto' is the browser's own ring.
    const hasOutline = outlineStyle === 'auto' || (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2);
    return hasOutline || boxShadow !== 'none';
  };
  // The focus is on the button with the calendar, round which the browser draws its ring.
  const isInCalendarButton = focused.type === 'date' && !focused.matches(':focus-visible');
  const isMarked =
    isInCalendarButton || hasMark(focused) || hasMark(focused.closest('label') ?? focused);
  return {
    isWanted: focused === wanted,
    isVisible: focused === document.body || (isMarked && focused.getClientRects().length > 0),
    html: focused.outerHTML.slice(0, 100),
  };
`,
) as (wanted: unknown) => Focus;

/** Somebody who reads the site on a phone, and what they do there. */
export class Reader {
  private constructor(
    readonly journey: Journey,
    readonly page: Page,
    private readonly context: BrowserContext,
    private readonly way: Way,
  ) {}

  static async withBrowser(browser: Browser, journey: Journey, way: Way): Promise<Reader> {
    const context = await browser.newContext({
      javaScriptEnabled: way.hasScripts,
      locale: 'en-GB',
      viewport: { width: 360, height: 740 },
    });
    const page = await context.newPage();
    page.setDefaultTimeout(TIMEOUT_MS);
    return new Reader(journey, page, context, way);
  }

  leave(): Promise<void> {
    return this.context.close();
  }

  /** An address that no other way of this journey uses. */
  address(name: string): string {
    return `${name}-${this.way.suffix}@example.org`;
  }

  /** Opens a path of the site, or another site. */
  async open(path: string): Promise<void> {
    await this.page.goto(new URL(path, this.journey.stack.siteUrl).href);
  }

  /** Opens a link of the newest email, of a kind if it is given, to the address. */
  async openEmail(email: string, link: string, kind?: string): Promise<void> {
    await this.journey.stack.idle();
    await this.open(linkIn(newest(this.journey, email, kind), link));
  }

  /** Waits until the page has this text. */
  async sees(text: string | RegExp): Promise<void> {
    await this.page.locator('main').getByText(text).first().waitFor();
  }

  /** Waits until this is the page's heading. */
  async isAt(heading: string): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
  }

  /** Waits until the page says this about what was just changed. */
  async isTold(notice: string | RegExp): Promise<void> {
    await this.page.locator('.notice').getByText(notice).waitFor();
  }

  press(button: string | RegExp): Promise<void> {
    return this.activate(this.page.getByRole('button', { name: button }).first());
  }

  /** Follows the first link with this name, in a part of the page if it is given. */
  followLink(name: string | RegExp, part = 'body'): Promise<void> {
    return this.activate(this.page.locator(part).getByRole('link', { name }).first());
  }

  /** Opens a folded part of the page. */
  unfold(summary: string): Promise<void> {
    return this.activate(this.page.locator('summary', { hasText: summary }));
  }

  /** The field with this label. */
  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true });
  }

  async fill(field: string | Locator, text: string): Promise<void> {
    const input = this.locate(field);
    if (!this.way.usesKeyboard) return input.fill(text);
    await this.tabTo(input);
    if ((await input.getAttribute('type')) === 'date') {
      const [year, month, day] = text.split('-');
      await this.page.keyboard.type(`${month}${day}${year}`);
    } else {
      await this.page.keyboard.press('ControlOrMeta+A');
      await this.page.keyboard.type(text);
    }
    expect(await input.inputValue()).toBe(text);
  }

  /** Chooses an option of a list by its value. */
  async choose(field: string | Locator, value: string): Promise<void> {
    const select = this.locate(field);
    if (!this.way.usesKeyboard) {
      await select.selectOption(value);
      return;
    }
    await this.tabTo(select);
    await this.page.keyboard.press('Home');
    for (let options = await select.locator('option').count(); options > 0; options--) {
      if ((await select.inputValue()) === value) return;
      await this.page.keyboard.press('ArrowDown');
    }
    throw new Error(`The keyboard does not choose ${value}.`);
  }

  /** Ticks a box, or chooses one of several radio buttons. */
  async check(label: string | RegExp): Promise<void> {
    const box = this.page.getByLabel(label);
    if (!this.way.usesKeyboard) return box.check();
    const [type, name] = [await box.getAttribute('type'), await box.getAttribute('name')];
    if (type === 'checkbox') {
      await this.tabTo(box);
      await this.page.keyboard.press('Space');
    } else {
      const group = this.page.locator(`[name="${name}"]`);
      await this.tabTo(this.page.locator(`[name="${name}"]:checked`));
      for (let radios = await group.count(); radios > 0 && !(await box.isChecked()); radios--) {
        await this.page.keyboard.press('ArrowDown');
      }
    }
    expect(await box.isChecked()).toBe(true);
  }

  private locate(field: string | Locator): Locator {
    return typeof field === 'string' ? this.field(field) : field;
  }

  private async activate(target: Locator): Promise<void> {
    if (!this.way.usesKeyboard) return target.click();
    await this.tabTo(target);
    // It has the focus already. Unlike `keyboard.press`, this waits for the next page.
    await target.press('Enter');
  }

  /** Presses Tab until the element has the focus, which must be visible at every step. */
  private async tabTo(target: Locator): Promise<void> {
    const element = await target.elementHandle();
    for (let tabs = 0; tabs < MAX_TABS; tabs++) {
      await this.page.keyboard.press('Tab');
      const focus: Focus = await this.page.evaluate(READ_FOCUS, element);
      if (!focus.isVisible) throw new Error(`The focus is not visible: ${focus.html}`);
      if (focus.isWanted) return;
    }
    throw new Error(`The keyboard does not reach ${target}.`);
  }
}
