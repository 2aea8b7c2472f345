// The keyboard alone: Tab until the wanted control has the focus, then the key that it answers to.
import { expect, type Locator, type Page } from '@playwright/test';

/** More stops than any page has. */
const MOST_STOPS = 80;

export class Keyboard {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Goes to a control by Tab, and sees to it that the focus can be seen there. */
  async to(control: Locator): Promise<void> {
    await expect(control).toHaveCount(1);
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      if (await hasFocus(control)) {
        expect(await showsFocus(control), `the focus can be seen on ${control}`).toBe(true);
        return;
      }
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not reach ${control}.`);
  }

  async press(control: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
    await this.to(control);
    await this.page.keyboard.press(key);
  }

  async type(field: Locator, text: string): Promise<void> {
    await this.to(field);
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.type(text);
    await expect(field).toHaveValue(text);
  }

  /** Ticks a box. */
  async tick(box: Locator): Promise<void> {
    await this.press(box, 'Space');
    await expect(box).toBeChecked();
  }

  /** Chooses one of the cards of a question: Tab to the question, then the arrows. */
  async choose(question: Locator, answer: Locator): Promise<void> {
    const cards = question.getByRole('radio');
    for (let stops = 0; stops < MOST_STOPS && !(await anyFocused(cards)); stops += 1) {
      await this.page.keyboard.press('Tab');
    }
    for (let n = await cards.count(); n >= 0 && !(await hasFocus(answer)); n -= 1) {
      await this.page.keyboard.press('ArrowDown');
    }
    if (!(await answer.isChecked())) await this.page.keyboard.press('Space');
    await expect(answer).toBeChecked();
  }

  /** Chooses from a list with the arrows. */
  async select(list: Locator, value: string): Promise<void> {
    await this.to(list);
    const options = await list.getByRole('option').count();
    await this.page.keyboard.press('Home');
    for (let n = 0; n < options && (await list.inputValue()) !== value; n += 1) {
      await this.page.keyboard.press('ArrowDown');
    }
    await expect(list).toHaveValue(value);
  }
}

function hasFocus(control: Locator): Promise<boolean> {
  return control.evaluate((element) => element === document.activeElement);
}

function anyFocused(controls: Locator): Promise<boolean> {
  return controls.evaluateAll((elements) => elements.some((one) => one === document.activeElement));
}

/** An outline or a shadow on the control or on the card around it. */
function showsFocus(control: Locator): Promise<boolean> {
  return control.evaluate((element) => {
    const around = [element, element.closest('label'), element.closest('a')].filter((one) => one !== null);
    return around.some((one) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
      return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
    });
  });
}
