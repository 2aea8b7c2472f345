// What browsers do with files and Rust has no call for: sending one with its progress, and turning a picture.

/**
 * Sends a file and tells how far it is, from 0 to 1: fetch does not. Gives status and body of the
 * answer; rejects where there is none in time, or the signal stops it.
 */
export function send(url, headers, file, patience, signal, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    for (const [name, value] of headers) request.setRequestHeader(name, value);
    request.timeout = patience;
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) progress(event.loaded / event.total);
    };
    request.onload = () => resolve([String(request.status), request.responseText]);
    const lost = () => reject(new Error("no answer"));
    request.onerror = lost;
    request.ontimeout = lost;
    request.onabort = lost;
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

/** A picture turned by a quarter to the right, as JPEG. Rejects what the browser cannot draw. */
export async function turned(file) {
  const picture = await createImageBitmap(file);
  const canvas = document.createElement("canvas");
  canvas.width = picture.height;
  canvas.height = picture.width;
  const drawing = canvas.getContext("2d");
  // What is transparent shows white, as paper does.
  drawing.fillStyle = "#fff";
  drawing.fillRect(0, 0, canvas.width, canvas.height);
  drawing.translate(canvas.width, 0);
  drawing.rotate(Math.PI / 2);
  drawing.drawImage(picture, 0, 0);
  picture.close();
  return new Promise((resolve, reject) => {
    const done = (turned) => (turned ? resolve(turned) : reject(new Error("not drawn")));
    canvas.toBlob(done, "image/jpeg", 0.92);
  });
}
