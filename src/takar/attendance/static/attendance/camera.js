// Reads cards with the camera, where the browser can: everywhere else the keyboard and a hand-held reader do it.

const EVERY_MS = 200;

export async function cameraCanRead() {
  if (!("BarcodeDetector" in window) || !navigator.mediaDevices) return false;
  return (await BarcodeDetector.getSupportedFormats()).includes("qr_code");
}

export class Camera {
  constructor(video, read) {
    this.video = video;
    this.read = read;
    this.last = "";
  }

  async start() {
    this.stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    this.video.srcObject = this.stream;
    this.video.hidden = false;
    await this.video.play();
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    this.timer = setInterval(() => this.look(detector), EVERY_MS);
  }

  stop() {
    clearInterval(this.timer);
    this.stream?.getTracks().forEach((track) => track.stop());
    this.video.hidden = true;
    this.stream = null;
  }

  /** A card that stays in front of the camera is read once. */
  async look(detector) {
    const [code] = await detector.detect(this.video).catch(() => []);
    if (!code) {
      this.last = "";
      return;
    }
    if (code.rawValue !== this.last) {
      this.last = code.rawValue;
      this.read(code.rawValue);
    }
  }
}
