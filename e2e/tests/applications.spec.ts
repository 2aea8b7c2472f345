// Applications after submission: once only, withdrawn, begun again; the list of all of them.
import { expect, test } from './support/fixtures.ts';
import {
  MACHINE,
  answersOf,
  ask,
  atHome,
  countOf,
  decidedWith,
  draftWith,
  enter,
  savedAnswers,
  stateOf,
} from './support/residents.ts';
import { look } from './support/look.ts';
import { Wizard } from './support/wizard.ts';

test('a press on the picture of a module leads on like its button', { tag: '@phone' }, async ({ page, city }) => {
  await enter(page, city, 'fan-yu');
  for (const [module, heading] of [
    ['申请购房资格核验（住宅）', '申请说明'],
    ['申请购房资格核验（商办）', '填表说明'],
  ] as const) {
    const card = page.getByRole('region', { name: module });
    // Measured within the card: the card itself may still be pushed down by what arrives above it.
    const [outer, picture] = await Promise.all([card.boundingBox(), card.locator('.module__scene').boundingBox()]);
    await card.click({
      position: {
        x: picture!.x - outer!.x + picture!.width / 2,
        y: picture!.y - outer!.y + picture!.height / 2,
      },
    });
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
    await page.goBack();
    await atHome(page);
  }
});

test('withdrawing asks first, tells what is lost, and frees the household', { tag: '@phone' }, async ({ page, city }) => {
  await enter(page, city, 'li-jianguo');
  const answers = await answersOf(city, 'li-jianguo');
  const id = await decidedWith(page, answers);
  await page.goto(`/applications/${id}`);
  const withdraw = page.getByRole('button', { name: '撤销申请' });
  await withdraw.click();

  const dialog = page.getByRole('dialog', { name: '撤销这份申请？' });
  await expect(dialog.getByRole('heading')).toBeFocused();
  await look(page, 'withdraw-dialog');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(withdraw).toBeFocused();
  await withdraw.click();
  await dialog.getByRole('button', { name: '保留申请' }).click();
  expect(await stateOf(page, id)).toBe('passed');

  await withdraw.click();
  await dialog.getByRole('button', { name: '撤销', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('申请已撤销');
  await expect(page.locator('#announcer')).toHaveText(/申请已撤销|已失效/);
  await expect(page.getByRole('region', { name: '办理进度' })).toContainText('申请人撤销');
  await expect(withdraw).toHaveCount(0);
  // The zones stay readable, as what they were: nothing in them invites to buy.
  const zones = page.getByRole('region', { name: '分区域结果' });
  await expect(zones).toContainText(/结果出具时（\d{4} 年 \d+ 月 \d+ 日）的情况/);
  await expect(zones.locator('.state--passed')).toHaveCount(0);
  await expect(zones.locator('.state--void').first()).toBeVisible();
  await page.goto(`/applications/${id}/certificate`);
  await expect(page.getByRole('main')).toContainText('这份凭证已经失效，不能再使用');

  await page.goto('/');
  await expect(
    page.getByRole('region', { name: '申请购房资格核验（住宅）' }).getByRole('link', { name: /^1.*已失效$/ }),
  ).toBeVisible();
  // Nobody in the household is locked any more.
  expect(await stateOf(page, await decidedWith(page, answers))).toBe('passed');
});

test('a double click submits once', async ({ page, city }) => {
  await enter(page, city, 'song-yang');
  const id = await draftWith(page, { ...(await answersOf(city, 'song-yang')), promise: '' }, 'submit');
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/submission')) sent.push(request.method());
  });
  await page.goto(`/apply/residential/${id}/submit`);
  await page.getByRole('checkbox', { name: '本人承诺填报信息真实有效' }).check();
  await page.getByRole('button', { name: '提交申请', exact: true }).dblclick();
  await expect(page.getByRole('dialog', { name: '申请提交成功' })).toBeVisible();
  expect(sent).toEqual(['POST']);
  await expect.poll(() => stateOf(page, id), MACHINE).toBe('passed');
  expect(await countOf(page, 'passed')).toBe(1);
});

test('two tabs that submit get the same application', async ({ page, context, city }) => {
  await enter(page, city, 'han-shufen');
  const id = await draftWith(page, await answersOf(city, 'han-shufen'), 'submit');
  const second = await context.newPage();
  const numbers: string[] = [];
  for (const tab of [page, second]) {
    await tab.goto(`/apply/residential/${id}/submit`);
    await expect(tab.getByRole('checkbox', { name: '本人承诺填报信息真实有效' })).toBeChecked();
  }
  for (const tab of [page, second]) {
    await tab.getByRole('button', { name: '提交申请', exact: true }).click();
    const done = tab.getByRole('dialog', { name: '申请提交成功' });
    numbers.push(/ZZ[\w-]+/.exec((await done.textContent()) ?? '')?.[0] ?? '');
    await done.getByRole('button', { name: '确定' }).click();
    await expect(tab).toHaveURL(`/applications/${id}/receipt`);
  }
  expect(numbers[0]).toMatch(/^ZZ-/);
  expect(numbers[1]).toBe(numbers[0]);
});

test('a household member in another live application is a clear refusal that tells nothing else', { tag: '@phone' }, async ({
  page,
  context,
  city,
  browser,
  stack,
  watched,
}) => {
  watched.allow(409);
  // 乔亮's wife has submitted for the household; then he applies by himself.
  await enter(page, city, 'shi-lan');
  const answers = await answersOf(city, 'qiao-liang');
  await decidedWith(page, answers);

  const elsewhere = await browser.newContext({ baseURL: stack.url, locale: 'zh-CN' });
  const his = await elsewhere.newPage();
  await enter(his, city, 'qiao-liang');
  const payer = { ...answers.applicant, payer: { ...answers.applicant.payer!, who: 'spouse' as const } };
  const id = await draftWith(his, { ...answers, applicant: payer, filler: { who: 'applicant' } }, 'submit');
  await his.goto(`/apply/residential/${id}/submit`);
  await his.getByRole('button', { name: '提交申请', exact: true }).click();
  const refusal = his.getByRole('alert').filter({ hasText: '暂时不能提交' });
  await expect(refusal).toContainText('您本人已在另一份有效的申请中');
  await expect(refusal).not.toContainText('石岚');
  await look(his, 'submit-locked');
  expect(await stateOf(his, id)).toBe('draft');
  await elsewhere.close();
  expect(context.pages()).toHaveLength(1);
});

test('whoever begins another application is told of the one that counts, and led to it', { tag: '@phone' }, async ({ page, city }) => {
  await enter(page, city, 'li-jianguo');
  const answers = await answersOf(city, 'li-jianguo');
  const wizard = new Wizard(page);
  await wizard.begin();
  const notice = page.getByRole('region', { name: '您已有一份有效的申请' });
  await expect(page.getByRole('main')).toContainText('以家庭为单位申请');
  await expect(notice).toHaveCount(0);

  const id = await decidedWith(page, answers);
  await page.goto('/');
  await atHome(page);
  await wizard.begin();
  await expect(notice).toContainText(/编号 ZZ-[\w-]+，状态：核验通过/);
  await look(page, 'begin-with-live');
  await wizard.notes();
  await wizard.arrived('您的家庭属于哪一类？');
  await expect(notice).toBeVisible();
  await notice.getByRole('link', { name: '查看这份申请' }).click();
  await expect(page).toHaveURL(`/applications/${id}`);

  // With a draft beside it, and no more once it does not count.
  await page.goto('/apply/residential');
  await wizard.arrived('您有还没提交的草稿');
  await expect(notice).toBeVisible();
  await ask(page, 'POST', `/${id}/withdrawal`);
  await page.reload();
  await wizard.arrived('您有还没提交的草稿');
  await expect(notice).toHaveCount(0);
});

test('applying again begins with the same answers', async ({ page, city }) => {
  await enter(page, city, 'ma-xiaoyu');
  const answers = await answersOf(city, 'ma-xiaoyu');
  const id = await decidedWith(page, answers);
  await page.goto(`/applications/${id}`);
  await page.getByRole('button', { name: '用这份内容重新申请' }).click();
  const wizard = new Wizard(page);
  await expect(page).toHaveURL(/\/apply\/residential\/app_\w+\//);
  const copy = /app_\w+/.exec(page.url())?.[0] ?? '';
  expect(copy).not.toBe(id);
  const begun = await savedAnswers(page, copy);
  expect(begun.applicant.postal_address).toBe(answers.applicant.postal_address);
  // What was agreed to and promised was about another application.
  expect([begun.notes_read ?? null, begun.data_use_agreed ?? null, begun.promise ?? null]).toEqual([null, null, null]);
  await page.goto(`/apply/residential/${copy}/submit`);
  await wizard.arrived('核对并提交');
  await expect(page.getByRole('checkbox', { name: '本人承诺填报信息真实有效' })).not.toBeChecked();
});

test('the list keeps its filter in the address, shows more, and deletes a draft after asking', { tag: '@phone' }, async ({ page, city }) => {
  await enter(page, city, 'jiang-nan');
  const answers = await answersOf(city, 'jiang-nan');
  for (let n = 0; n < 2; n += 1) await decidedWith(page, answers);
  for (let n = 0; n < 18; n += 1) await ask(page, 'POST', '', { module: 'residential' });
  const draft = await draftWith(page, answers, 'homes');
  const other = await draftWith(page, answers, 'target');

  await page.goto('/');
  await atHome(page);
  const residential = page.getByRole('region', { name: '申请购房资格核验（住宅）' });
  await residential.getByRole('link', { name: /^2.*核验不通过$/ }).click();
  await expect(page).toHaveURL('/applications?module=residential&state=failed');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('我的申请');
  const filters = page.getByRole('navigation', { name: '按状态筛选' });
  await expect(filters.getByRole('link', { name: '核验不通过' })).toHaveAttribute('aria-current', 'page');

  await filters.getByRole('link', { name: '全部' }).click();
  await expect(page).toHaveURL('/applications?module=residential');
  const cards = page.getByRole('main').getByRole('listitem').filter({ has: page.getByRole('heading', { level: 2 }) });
  await expect(cards).toHaveCount(20);
  await page.getByRole('button', { name: '加载更多' }).click();
  await expect(cards).toHaveCount(22);
  await expect(page.locator('#announcer')).toHaveText('又显示了 2 份申请');
  await expect(page.getByRole('button', { name: '加载更多' })).toHaveCount(0);

  await page.getByLabel('事项').selectOption('商办');
  await expect(page).toHaveURL('/applications?module=commercial');
  await expect(page.getByRole('main')).toContainText('这里没有申请');
  await look(page, 'applications-none');
  await page.goBack();
  await filters.getByRole('link', { name: '草稿箱' }).click();
  await expect(page).toHaveURL('/applications?module=residential&state=draft');
  await expect(cards).toHaveCount(20);
  await page.reload();
  await expect(cards).toHaveCount(20);

  const card = cards.filter({ has: page.locator(`a[href*="${draft}"]`) });
  const remove = card.getByRole('button', { name: '删除' });
  await remove.click();
  const dialog = page.getByRole('dialog', { name: '删除这份草稿？' });
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(remove).toBeFocused();
  await remove.click();
  await dialog.getByRole('button', { name: '删除', exact: true }).click();
  await expect(cards).toHaveCount(19);
  await expect(page.locator('#announcer')).toHaveText('草稿已删除');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await cards.first().getByRole('link', { name: '继续填写' }).click();
  await expect(page).toHaveURL(`/apply/residential/${other}/target`);
});
