using System.Buffers.Binary;
using System.IO.Compression;

namespace Activation.Web.Tests.Stories;

/// <summary>A picture that weighs what a photograph weighs: shapes within shapes down to single points, and the grain of a sensor. The same seed draws the same.</summary>
static class Photograph
{
    const int Width = 1600;
    const int Height = 1200;
    const int Coarsest = 256;

    /// <summary>How much of a shape's contrast those half as large have: the finest are what makes it heavy.</summary>
    const double Roughness = 0.85;

    const double Grain = 12;

    public static byte[] Png(int seed)
    {
        var random = new Random(seed);
        var channels = Enumerable.Range(0, 3).Select(_ => Channel(random)).ToArray();
        var rows = new byte[Height * (1 + Width * 3)];
        for (int y = 0, at = 0; y < Height; y++)
        {
            rows[at++] = 0;
            for (var x = 0; x < Width; x++)
                foreach (var channel in channels)
                    rows[at++] = (byte)Math.Clamp(60 + 100.0 * y / Height + channel[y * Width + x] + Grain * (random.NextDouble() + random.NextDouble() - 1), 0, 255);
        }

        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, Width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), Height);
        (head[8], head[9]) = (8, 2);
        return [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a, .. Part("IHDR"u8, head), .. Part("IDAT"u8, Packed(rows)), .. Part("IEND"u8, [])];
    }

    static double[] Channel(Random random)
    {
        var sum = new double[Width * Height];
        var weight = 70.0;
        for (var step = Coarsest; step >= 1; step /= 2, weight *= Roughness) Add(sum, step, weight, random);
        return sum;
    }

    // Chance at the corners of a grid, and what lies between them.
    static void Add(double[] sum, int step, double weight, Random random)
    {
        var (across, down) = (Width / step + 2, Height / step + 2);
        var grid = new double[across * down];
        for (var i = 0; i < grid.Length; i++) grid[i] = weight * (random.NextDouble() - 0.5);
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < Width; x++)
            {
                var (i, u, v) = (y / step * across + x / step, (double)(x % step) / step, (double)(y % step) / step);
                sum[y * Width + x] += (1 - v) * ((1 - u) * grid[i] + u * grid[i + 1]) + v * ((1 - u) * grid[i + across] + u * grid[i + across + 1]);
            }
    }

    static byte[] Packed(byte[] rows)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(rows);
        return packed.ToArray();
    }

    static byte[] Part(ReadOnlySpan<byte> name, byte[] data)
    {
        var part = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(part, data.Length);
        name.CopyTo(part.AsSpan(4));
        data.CopyTo(part, 8);
        BinaryPrimitives.WriteUInt32BigEndian(part.AsSpan(8 + data.Length), Check(part.AsSpan(4, 4 + data.Length)));
        return part;
    }

    static uint Check(ReadOnlySpan<byte> bytes)
    {
        var check = uint.MaxValue;
        foreach (var one in bytes)
        {
            check ^= one;
            for (var bit = 0; bit < 8; bit++) check = (check >> 1) ^ (0xEDB88320 & (0 - (check & 1)));
        }

        return ~check;
    }
}
