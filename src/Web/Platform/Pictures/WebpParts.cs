using System.Buffers.Binary;

namespace Activation.Web.Platform.Pictures;

/// <summary>A WebP file as the parts that it consists of.</summary>
static class WebpParts
{
    const int Head = 12;
    const int PartHead = 8;

    /// <summary>Of what the first part says is there: only that some of it is clear.</summary>
    const byte Clear = 0x10;

    /// <summary>The same picture without anything but its pixels: libvips writes some words of its own beside them, whatever it is told.</summary>
    /// <returns>Null when it cannot be read as one.</returns>
    public static byte[]? PixelsOnly(ReadOnlySpan<byte> file)
    {
        if (PictureKind.Of(file) is not { Format: "webp" }) return null;
        var kept = new byte[file.Length];
        file[..Head].CopyTo(kept);
        var end = Head;
        for (var at = Head; at + PartHead <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(file.Slice(at + 4, 4));
            if (length > file.Length - at - PartHead) return null;
            // Parts begin at even places.
            var part = file.Slice(at, (int)Math.Min(PartHead + length + (length & 1), file.Length - at));
            at += part.Length;
            if (!IsOfPixels(part[..4])) continue;
            part.CopyTo(kept.AsSpan(end));
            if (part.StartsWith("VP8X"u8)) kept[end + PartHead] &= Clear;
            end += part.Length;
        }

        BinaryPrimitives.WriteInt32LittleEndian(kept.AsSpan(4), end - 8);
        return kept[..end];
    }

    static bool IsOfPixels(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("VP8 "u8) || name.SequenceEqual("VP8L"u8) || name.SequenceEqual("VP8X"u8) || name.SequenceEqual("ALPH"u8);
}
