package chat.parley.user.avatar;

import static chat.parley.user.avatar.HostileImages.ascii;
import static chat.parley.user.avatar.HostileImages.joined;

import chat.parley.user.Example;
import chat.parley.user.Images;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files that are sent as avatars and are none, by what is wrong with them. */
final class BadImages {

    /** One byte more than is taken. */
    private static final int TOO_LONG = 5 * 1024 * 1024 + 1;

    /** How a file of some other kind begins, in hexadecimal; what follows is zeros. */
    private static final Map<String, String> OTHER_KINDS = Map.ofEntries(
            Map.entry("a PDF", "255044462d312e370a"),
            Map.entry("a ZIP", "504b0304140000000800"),
            Map.entry("a gzip", "1f8b0800000000000003"),
            Map.entry("a bzip2", "425a6839314159265359"),
            Map.entry("an xz", "fd377a585a000004"),
            Map.entry("a zstd", "28b52ffd2400"),
            Map.entry("a 7z", "377abcaf271c0004"),
            Map.entry("a RAR", "526172211a070100"),
            Map.entry("a Linux program", "7f454c4602010100"),
            Map.entry("a Windows program", "4d5a90000300000004000000ffff"),
            Map.entry("a macOS program", "cffaedfe07000001"),
            Map.entry("a Java class", "cafebabe00000045"),
            Map.entry("WebAssembly", "0061736d01000000"),
            Map.entry("an Android program", "6465780a30333500"),
            Map.entry("a Windows shortcut", "4c0000000114020000000000c0000000"),
            Map.entry("an old Word document", "d0cf11e0a1b11ae1"),
            Map.entry("an SQLite database", "53514c69746520666f726d6174203300"),
            Map.entry("a BMP", "424d460000000000000036000000"),
            Map.entry("a TIFF", "49492a0008000000"),
            Map.entry("a big-endian TIFF", "4d4d002a00000008"),
            Map.entry("an icon", "00000100010010100000"),
            Map.entry("a Photoshop file", "3842505300010000000000000003"),
            Map.entry("a HEIC", "0000001866747970686569630000000068656963"),
            Map.entry("an AVIF", "0000001c667479706176696600000000"),
            Map.entry("a JPEG 2000", "0000000c6a5020200d0a870a"),
            Map.entry("a JPEG XL", "0000000c4a584c200d0a870a"),
            Map.entry("a bare JPEG XL", "ff0a"),
            Map.entry("a PNM", "50360a31302031300a3235350a"),
            Map.entry("an MP4", "000000206674797069736f6d"),
            Map.entry("an MP3", "49443304000000000000"),
            Map.entry("an Ogg", "4f676753000200000000"),
            Map.entry("a FLAC", "664c614300000022"),
            Map.entry("a WAV", "52494646240000005741564566"),
            Map.entry("an AVI", "52494646240000004156492066"),
            Map.entry("a RIFF of nothing", "524946460400000057454250"),
            Map.entry("a Matroska", "1a45dfa3010000000000001f"),
            Map.entry("a WOFF2", "774f463200010000"),
            Map.entry("a TrueType font", "0001000000110100"),
            Map.entry("a DjVu", "41542654464f524d"),
            Map.entry("zeros", "00"),
            Map.entry("a MNG", "8a4d4e470d0a1a0a0000001c4d484452"),
            Map.entry("a PNG whose line ends were changed", "89504e470a1a0a0000000d49484452"));

    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("nothing", ""),
            Map.entry("text", "no image"),
            Map.entry("an SVG", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
            Map.entry("an SVG with a prolog", "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>"),
            Map.entry(
                    "XML with an entity of a file",
                    "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"),
            Map.entry("a page", "<!doctype html><script>alert(document.cookie)</script>"),
            Map.entry("a PHP script", "<?php system($_GET['c']);"),
            Map.entry("a shell script", "#!/bin/sh\nrm -rf /\n"),
            Map.entry("JSON", "{\"image\":true}"),
            Map.entry(
                    "base64 of a PNG", "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAE0lEQVR4nGP438AARAwMDf+BCAAp"),
            Map.entry("a data URL", "data:image/png;base64,iVBORw0KGgo="),
            Map.entry("a URL", "https://example.org/me.png"),
            Map.entry("PostScript", "%!PS-Adobe-3.0 EPSF-3.0\n"),
            Map.entry("ImageMagick's own language", "push graphic-context\nfill 'url(https://example.org/\"|ls\")'\n"),
            Map.entry("an X pixmap", "/* XPM */\nstatic char *a[] = {\"1 1 1 1\"};"),
            Map.entry("a GIF that is a script", "GIF89a/*" + "x".repeat(40) + "*/=1;alert(1)"),
            Map.entry("an older GIF that is a page", "GIF87a<html><script>alert(1)</script></html>"),
            Map.entry("a GIF of no version", "GIF88a" + "\0".repeat(40)));

    private BadImages() {}

    static Map<String, byte[]> of() {
        var bad = new LinkedHashMap<String, byte[]>();
        TEXTS.forEach((name, text) -> bad.put(name, text.getBytes(StandardCharsets.UTF_8)));
        OTHER_KINDS.forEach(
                (name, beginning) -> bad.put(name, Arrays.copyOf(HexFormat.of().parseHex(beginning), 600)));
        bad.put("a sound ZIP", zip());
        bad.put("a page in front of a PNG", joined(ascii("<html>"), png()));
        bad.put("a sound BMP", Images.picture("bmp", 10, 10));
        bad.putAll(cut());
        bad.putAll(brokenPngs());
        bad.putAll(brokenJpegs());
        bad.putAll(brokenGifs());
        bad.putAll(brokenWebps());
        return bad;
    }

    /** Too many bytes, or too many pixels. */
    static Map<String, byte[]> tooLarge() {
        var large = new LinkedHashMap<String, byte[]>();
        large.put("a PNG with 5 MiB behind it", Arrays.copyOf(png(), TOO_LONG));
        large.put("5 MiB of zeros", new byte[TOO_LONG]);
        large.put("a PNG of 900 megapixels", HostileImages.pngHeader(30_000, 30_000));
        large.put("a PNG of 41 megapixels", HostileImages.pngHeader(41_000, 1_000));
        large.put("a PNG of four quintillion pixels", HostileImages.pngHeader(Integer.MAX_VALUE, Integer.MAX_VALUE));
        large.put("a PNG that is one line", HostileImages.pngHeader(Integer.MAX_VALUE, 1));
        large.put("a PNG bomb of zeros", bomb(20_000, 20_000));
        large.put("a JPEG of four gigapixels", HostileImages.resized(jpeg(), 65_500, 65_500));
        large.put("a JPEG of 41 megapixels", HostileImages.resized(jpeg(), 41_000, 1_000));
        large.put(
                "a progressive JPEG of four gigapixels",
                HostileImages.resized(Images.progressive(64, 64), 65_500, 65_500));
        large.put("a WebP of 268 megapixels", HostileImages.webp(HostileImages.lossy(16_383, 16_383)));
        large.put("a lossless WebP of 268 megapixels", HostileImages.webp(HostileImages.lossless(16_384, 16_384, 0)));
        large.put("a WebP canvas of 281 terapixels", HostileImages.webp(HostileImages.canvas(1 << 24, 1 << 24)));
        large.put(
                "a WebP with a large frame on a small canvas",
                HostileImages.webp(HostileImages.canvas(10, 10), HostileImages.lossy(4_000, 3_000)));
        large.put(
                "a WebP with a large frame in an animation",
                HostileImages.webp(
                        HostileImages.canvas(10, 10),
                        HostileImages.chunk("ANMF", HostileImages.framed(HostileImages.lossless(4_000, 3_000, 0)))));
        return large;
    }

    /** Every format, cut off at several places in its first half. */
    private static Map<String, byte[]> cut() {
        var whole = Map.of(
                "PNG", Images.picture("png", 400, 400),
                "GIF", Images.picture("gif", 400, 400),
                "WebP", Example.bytes("images/lossy.webp"),
                "lossless WebP", Example.bytes("images/lossless.webp"));
        var cut = new LinkedHashMap<String, byte[]>();
        whole.forEach((format, image) -> {
            for (var length : new int[] {6, 10, 13, 20, 30}) {
                cut.put("the first %d bytes of a %s".formatted(length, format), Arrays.copyOf(image, length));
            }
            for (var percent : new int[] {25, 50}) {
                cut.put("%d %% of a %s".formatted(percent, format), Arrays.copyOf(image, image.length * percent / 100));
            }
        });
        for (var length : new int[] {2, 3, 4, 20, 100, 200}) {
            cut.put("the first %d bytes of a JPEG".formatted(length), Arrays.copyOf(jpeg(), length));
        }
        return cut;
    }

    private static Map<String, byte[]> brokenPngs() {
        var rows = HostileImages.pngChunk("IDAT", deflated(new byte[10 * 31]));
        var end = HostileImages.pngChunk("IEND", new byte[0]);
        var bad = new LinkedHashMap<String, byte[]>();
        bad.put("a PNG without pixels", HostileImages.png(header(10, 10, 8, 2), end));
        bad.put("a PNG without a header", HostileImages.png(rows, end));
        bad.put("a PNG of no width", HostileImages.png(header(0, 10, 8, 2), rows, end));
        bad.put("a PNG of no height", HostileImages.png(header(10, 0, 8, 2), rows, end));
        bad.put("a PNG of negative width", HostileImages.png(header(-10, 10, 8, 2), rows, end));
        bad.put("a PNG of 3 bits", HostileImages.png(header(10, 10, 3, 2), rows, end));
        bad.put("a PNG of no kind of colour", HostileImages.png(header(10, 10, 8, 5), rows, end));
        bad.put("a PNG of palette colours without a palette", HostileImages.png(header(10, 10, 8, 3), rows, end));
        bad.put(
                "a PNG of no interlacing",
                HostileImages.png(HostileImages.pngChunk("IHDR", HostileImages.header(10, 10, 8, 2, 7)), rows, end));
        bad.put(
                "a PNG whose pixels are not deflated",
                HostileImages.png(header(10, 10, 8, 2), HostileImages.pngChunk("IDAT", new byte[310]), end));
        bad.put("a PNG whose header is longer than it is", changed(png(), 8, 0x7f));
        bad.put("a PNG whose header has another name", changed(png(), 12, 'X'));
        return bad;
    }

    private static Map<String, byte[]> brokenJpegs() {
        var bad = new LinkedHashMap<String, byte[]>();
        bad.put("a JPEG of more than it can have", HostileImages.resized(jpeg(), 65_535, 65_535));
        bad.put("a JPEG of no width", HostileImages.resized(jpeg(), 0, 20));
        bad.put("a JPEG of no size", HostileImages.resized(jpeg(), 0, 0));
        bad.put("a JPEG that is a header", HostileImages.jpegHeader(10, 10));
        bad.put("a JPEG of end alone", new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xd9});
        bad.put("a JPEG that is filled up", filled(new byte[] {(byte) 0xff, (byte) 0xd8}, 2_000, 0xff));
        bad.put("a JPEG of comments alone", joined(new byte[] {(byte) 0xff, (byte) 0xd8}, comments(200)));
        bad.put("a JPEG that is gone over too often", HostileImages.lastScanAgain(Images.progressive(64, 64), 40));
        bad.put(
                "a JPEG in front of a page",
                joined(
                        new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0},
                        ascii("<script>alert(1)</script>")));
        return bad;
    }

    private static Map<String, byte[]> brokenGifs() {
        var bad = new LinkedHashMap<String, byte[]>();
        bad.put("a GIF that is a header", HostileImages.gifHeader(10, 10));
        bad.put("a GIF without an image", joined(HostileImages.gifHeader(10, 10), new byte[6], ascii(";")));
        bad.put("a GIF of nothing but its size", HostileImages.gifHeader(65_535, 65_535));
        bad.put("a GIF of a block that there is not", joined(HostileImages.gifHeader(10, 10), new byte[6], ascii("?")));
        bad.put(
                "a GIF of codes of no length",
                joined(HostileImages.gifHeader(10, 10), new byte[6], gifImage(10, 10, 0), ascii(";")));
        bad.put(
                "a GIF of codes of 255 bits",
                joined(HostileImages.gifHeader(10, 10), new byte[6], gifImage(10, 10, 255), ascii(";")));
        return bad;
    }

    private static Map<String, byte[]> brokenWebps() {
        var bad = new LinkedHashMap<String, byte[]>();
        bad.put("a WebP of nothing", HostileImages.webp());
        bad.put("a WebP of a chunk that there is not", HostileImages.webp(HostileImages.chunk("NONE", new byte[20])));
        bad.put("a WebP of a chunk without an end", changed(HostileImages.webp(HostileImages.lossy(10, 10)), 18, 0x7f));
        bad.put("a WebP of an empty chunk", HostileImages.webp(HostileImages.chunk("VP8 ", new byte[0])));
        bad.put("a WebP of an empty lossless chunk", HostileImages.webp(HostileImages.chunk("VP8L", new byte[0])));
        bad.put("a lossless WebP of another signature", HostileImages.webp(HostileImages.chunk("VP8L", new byte[40])));
        return bad;
    }

    private static byte[] header(int width, int height, int depth, int colour) {
        return HostileImages.pngChunk("IHDR", HostileImages.header(width, height, depth, colour, 0));
    }

    private static byte[] png() {
        return Images.picture("png", 20, 20);
    }

    private static byte[] jpeg() {
        return Images.picture("jpeg", 20, 20);
    }

    private static byte[] bomb(int width, int height) {
        return HostileImages.png(
                header(width, height, 8, 2), HostileImages.pngChunk("IDAT", deflated(new byte[4 * 1024 * 1024])));
    }

    /** An image at the upper left corner, of codes of this size, and two bytes of them. */
    private static byte[] gifImage(int width, int height, int codeSize) {
        return new byte[] {
            ',', 0, 0, 0, 0, (byte) width, 0, (byte) height, 0, 0, (byte) codeSize, 2, (byte) 0x8c, 0x2d, 0
        };
    }

    private static byte[] comments(int count) {
        var comments = new byte[count * 6];
        for (int i = 0; i < count; i++) {
            System.arraycopy(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 4, 'h', 'i'}, 0, comments, i * 6, 6);
        }
        return comments;
    }

    private static byte[] changed(byte[] content, int at, int to) {
        content[at] = (byte) to;
        return content;
    }

    private static byte[] filled(byte[] beginning, int length, int with) {
        var filled = Arrays.copyOf(beginning, length);
        Arrays.fill(filled, beginning.length, length, (byte) with);
        return filled;
    }

    private static byte[] deflated(byte[] content) {
        var deflater = new Deflater();
        deflater.setInput(content);
        deflater.finish();
        var deflated = new byte[content.length + 100];
        var length = deflater.deflate(deflated);
        deflater.end();
        return Arrays.copyOf(deflated, length);
    }

    private static byte[] zip() {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("me.png"));
            zip.write(png());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
