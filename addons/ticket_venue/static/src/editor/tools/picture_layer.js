/** Draws the picture to trace under the map; fetches it once. */
export class PictureLayer {
    constructor(redraw) {
        this.redraw = redraw;
        this.url = "";
        this.image = null;
    }

    load(url) {
        this.url = url;
        this.image = null;
        if (!url) {
            return;
        }
        const image = new Image();
        image.onload = () => {
            if (this.url === url) {
                this.image = image;
                this.redraw();
            }
        };
        image.src = url;
    }

    draw(ctx, viewport, picture) {
        const url = picture?.image || "";
        if (url !== this.url) {
            this.load(url);
        }
        if (!picture || !this.image) {
            return;
        }
        const { x, y, width, rotation = 0, opacity = 0.5 } = picture;
        const height = (width * this.image.naturalHeight) / this.image.naturalWidth;
        const { scale } = viewport;
        ctx.save();
        ctx.globalAlpha = opacity;
        ctx.translate(...viewport.toScreen(x + width / 2, y + height / 2));
        ctx.rotate((rotation * Math.PI) / 180);
        const [w, h] = [width * scale, height * scale];
        ctx.drawImage(this.image, -w / 2, -h / 2, w, h);
        ctx.restore();
    }
}
