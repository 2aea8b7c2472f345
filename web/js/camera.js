// The camera, which browsers give to pages over HTTPS and of the own machine, and asks the person for.

/** Shows what the camera at the back of the telephone sees. Rejects where there is none, or it is refused. */
export async function open(video) {
  const ideal = { facingMode: "environment", width: 1920, height: 1080 };
  const stream = await navigator.mediaDevices.getUserMedia({
    video: Object.fromEntries(Object.entries(ideal).map(([name, value]) => [name, { ideal: value }])),
  });
  // The page may be left while the person is asked.
  if (!video.isConnected) return shut(stream);
  video.srcObject = stream;
  await video.play();
}

/** Lets go of the camera. */
export function close(video) {
  if (video.srcObject) shut(video.srcObject);
  video.srcObject = null;
}

/** The square in the middle of what it sees, in shades of grey, row by row; empty while there is nothing. */
export function look(video, most) {
  const side = Math.min(video.videoWidth, video.videoHeight);
  if (!side) return new Uint8Array();
  const size = Math.min(side, most);
  const canvas = new OffscreenCanvas(size, size);
  const drawing = canvas.getContext("2d", { willReadFrequently: true });
  const [left, top] = [(video.videoWidth - side) / 2, (video.videoHeight - side) / 2];
  drawing.drawImage(video, left, top, side, side, 0, 0, size, size);
  const { data } = drawing.getImageData(0, 0, size, size);
  const shades = new Uint8Array(size * size);
  for (let i = 0; i < shades.length; i++) shades[i] = (data[4 * i] * 3 + data[4 * i + 1] * 6 + data[4 * i + 2]) / 10;
  return shades;
}

function shut(stream) {
  for (const track of stream.getTracks()) track.stop();
}
