// @ts-check
/** Reads cards with the camera, where the browser can; everywhere else a hand-held reader or the keyboard does it. */

const EVERY_MS = 150;

export async function cameraCanRead() {
  if (!("BarcodeDetector" in window) || !navigator.mediaDevices) return false;
  return (await /** @type {any} */ (window).BarcodeDetector.getSupportedFormats()).includes("qr_code");
}

export class Camera {
  /**
   * @param {HTMLVideoElement} video
   * @param {(text: string) => void} read
   */
  constructor(video, read) {
    this.video = video;
    this.read = read;
    /** @type {MediaStream|null} */
    this.stream = null;
    this.timer = 0;
  }

  async start() {
    this.stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    this.video.srcObject = this.stream;
    this.video.hidden = false;
    await this.video.play();
    const detector = new /** @type {any} */ (window).BarcodeDetector({ formats: ["qr_code"] });
    this.timer = window.setInterval(() => void this.look(detector), EVERY_MS);
  }

  stop() {
    clearInterval(this.timer);
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = null;
    this.video.hidden = true;
  }

  /** @param {any} detector */
  async look(detector) {
    const [code] = await detector.detect(this.video).catch(() => []);
    if (!code || !this.stream) return;
    this.stop();
    this.read(code.rawValue);
  }
}
