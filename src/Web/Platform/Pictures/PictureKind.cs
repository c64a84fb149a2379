using System.Buffers.Binary;

namespace Activation.Web.Platform.Pictures;

/// <summary>What a file is by what stands in it: its name and what the sender calls it say nothing.</summary>
/// <param name="Format">jpeg, png or webp.</param>
public sealed record PictureKind(string Format, int Width, int Height)
{
    /// <summary>Read from the head of the file alone, before anything is decoded. Null for whatever is none of the three.</summary>
    public static PictureKind? Of(ReadOnlySpan<byte> file)
    {
        try
        {
            if (file is [0xff, 0xd8, 0xff, ..]) return Jpeg(file);
            if (file is [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a, ..]) return Png(file);
            return file is [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] ? Webp(file) : null;
        }
        catch (ArgumentOutOfRangeException)
        {
            // It ends before it says how large it is.
            return null;
        }
    }

    static PictureKind? Png(ReadOnlySpan<byte> file) => file.Slice(12, 4).SequenceEqual("IHDR"u8)
        ? Sized("png", BinaryPrimitives.ReadUInt32BigEndian(file.Slice(16, 4)), BinaryPrimitives.ReadUInt32BigEndian(file.Slice(20, 4)))
        : null;

    /// <summary>Segment by segment to the first that starts a frame.</summary>
    static PictureKind? Jpeg(ReadOnlySpan<byte> file)
    {
        for (var at = 2; at + 9 < file.Length;)
        {
            if (file[at] != 0xff) return null;
            var marker = file[at + 1];
            if (marker is 0xff or 0x01 or (>= 0xd0 and <= 0xd8))
            {
                at += marker == 0xff ? 1 : 2;
                continue;
            }

            if (marker is >= 0xc0 and <= 0xcf and not (0xc4 or 0xc8 or 0xcc))
                return Sized("jpeg", BinaryPrimitives.ReadUInt16BigEndian(file.Slice(at + 7, 2)), BinaryPrimitives.ReadUInt16BigEndian(file.Slice(at + 5, 2)));
            var length = BinaryPrimitives.ReadUInt16BigEndian(file.Slice(at + 2, 2));
            if (length < 2) return null;
            at += 2 + length;
        }

        return null;
    }

    static PictureKind? Webp(ReadOnlySpan<byte> file)
    {
        var chunk = file.Slice(12, 4);
        if (chunk.SequenceEqual("VP8X"u8)) return Sized("webp", 1 + Small(file.Slice(24, 3)), 1 + Small(file.Slice(27, 3)));
        if (chunk.SequenceEqual("VP8 "u8))
            return Sized("webp", BinaryPrimitives.ReadUInt16LittleEndian(file.Slice(26, 2)) & 0x3fffu, BinaryPrimitives.ReadUInt16LittleEndian(file.Slice(28, 2)) & 0x3fffu);
        if (!chunk.SequenceEqual("VP8L"u8)) return null;
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(file.Slice(21, 4));
        return Sized("webp", 1 + (bits & 0x3fff), 1 + ((bits >> 14) & 0x3fff));
    }

    static uint Small(ReadOnlySpan<byte> three) => three[0] | ((uint)three[1] << 8) | ((uint)three[2] << 16);

    static PictureKind? Sized(string format, uint width, uint height) =>
        width is 0 or > int.MaxValue || height is 0 or > int.MaxValue ? null : new(format, (int)width, (int)height);
}
