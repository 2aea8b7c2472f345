// A browser whose camera sees a picture: Chromium plays a file where a telephone would look through its lens.
import { writeFile } from 'node:fs/promises';
import { type Browser, chromium, type Locator, type Page, test } from '@playwright/test';

const [WIDTH, HEIGHT] = [1280, 720];

/** Writes what a camera sees that looks at a drawing of the page, as a film of grey frames (YUV4MPEG2). */
export async function filmOf(drawing: Locator, file: string): Promise<string> {
  const shades = await drawing.evaluate(
    async (drawing, [width, height]) => {
      const copy = drawing.cloneNode(true) as SVGElement;
      copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
      copy.setAttribute('width', `${height}`);
      copy.setAttribute('height', `${height}`);
      const picture = new Image();
      const address = URL.createObjectURL(new Blob([copy.outerHTML], { type: 'image/svg+xml' }));
      picture.src = address;
      await picture.decode();
      URL.revokeObjectURL(address);
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d')!;
      // The light of a room, and a code that is held a little aslant.
      context.fillStyle = '#ddd';
      context.fillRect(0, 0, width, height);
      context.translate(width / 2, height / 2);
      context.rotate(0.03);
      context.fillStyle = '#fff';
      context.fillRect(-height * 0.46, -height * 0.46, height * 0.92, height * 0.92);
      context.drawImage(picture, -height * 0.46, -height * 0.46, height * 0.92, height * 0.92);
      const { data } = context.getImageData(0, 0, width, height);
      return Array.from({ length: width * height }, (_, i) => data[4 * i]!);
    },
    [WIDTH, HEIGHT] as const,
  );
  const colours = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), Buffer.from(shades), colours]);
  await writeFile(file, Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F5:1 Ip A1:1 C420jpeg\n`), frame, frame]));
  return file;
}

/** A page at an address, in a browser of its own whose camera sees a film. Close the browser in the end. */
export async function withCamera(film: string, baseURL: string): Promise<{ browser: Browser; page: Page }> {
  const { launchOptions, viewport, isMobile, hasTouch, deviceScaleFactor, locale, timezoneId } = test.info().project.use;
  const camera = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
  const browser = await chromium.launch({ ...launchOptions, args: [...(launchOptions?.args ?? []), ...camera] });
  const context = await browser.newContext({
    baseURL,
    viewport: viewport ?? null,
    isMobile: isMobile ?? false,
    hasTouch: hasTouch ?? false,
    deviceScaleFactor: deviceScaleFactor ?? 1,
    ...(locale && { locale }),
    ...(timezoneId && { timezoneId }),
  });
  return { browser, page: await context.newPage() };
}
