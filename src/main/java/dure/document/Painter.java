package dure.document;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Puts a drawing on a canvas of Java's, with letters as outlines. */
final class Painter {
    /** Pixels of an image for each unit of a drawing: 200 dots an inch on A4. */
    private static final int SCALE = 2;

    private Painter() {}

    static void paint(Drawing drawing, Graphics2D canvas) {
        for (var mark : drawing.marks()) {
            switch (mark) {
                case Drawing.Mark.Rectangle one -> {
                    canvas.setColor(Color.decode(one.colour()));
                    canvas.fill(new Rectangle2D.Double(one.x(), one.y(), one.width(), one.height()));
                }
                case Drawing.Mark.Line one -> {
                    canvas.setColor(Color.decode(one.colour()));
                    canvas.setStroke(new BasicStroke(
                            (float) one.width(),
                            BasicStroke.CAP_BUTT,
                            BasicStroke.JOIN_MITER,
                            10,
                            one.dashed() ? new float[] {5, 3} : null,
                            0));
                    canvas.draw(new Line2D.Double(one.x1(), one.y1(), one.x2(), one.y2()));
                }
                case Drawing.Mark.Label one -> {
                    canvas.setColor(Color.decode(one.colour()));
                    canvas.fill(outline(one));
                }
            }
        }
    }

    static byte[] png(Drawing drawing) {
        var image = new BufferedImage(Drawing.WIDTH * SCALE, Drawing.HEIGHT * SCALE, BufferedImage.TYPE_INT_RGB);
        var canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, image.getWidth(), image.getHeight());
        canvas.scale(SCALE, SCALE);
        paint(drawing, canvas);
        canvas.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Path2D outline(Drawing.Mark.Label label) {
        var font = (label.bold() ? Fonts.BOLD : Fonts.REGULAR).outlines();
        try {
            var scale = label.size() / font.getUnitsPerEm();
            var letters = font.getUnicodeCmapLookup();
            var path = new Path2D.Double();
            var x = 0.0;
            for (var letter : label.text().codePoints().toArray()) {
                var glyph = letters.getGlyphId(letter);
                var shape = font.getGlyph().getGlyph(glyph);
                if (shape != null) {
                    var place = new AffineTransform(scale, 0, 0, -scale, x, 0);
                    path.append(shape.getPath().getPathIterator(place), false);
                }
                x += font.getAdvanceWidth(glyph) * scale;
            }
            var from = switch (label.anchor()) {
                case START -> label.x();
                case MIDDLE -> label.x() - x / 2;
                case END -> label.x() - x;
            };
            path.transform(AffineTransform.getTranslateInstance(from, label.y()));
            return path;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
