using System.Text;
using QRCoder;

namespace Activation.Web.Platform.Look;

/// <summary>A QR code as one path of unit squares, so that it needs neither a picture nor a style.</summary>
/// <param name="Size">Side of the drawing in modules, without a margin.</param>
/// <param name="Path">Every dark run as a rectangle.</param>
public sealed record QrCode(int Size, string Path)
{
    // The generator draws the quiet zone too; the white frame around the drawing is ours.
    const int Margin = 4;

    public static QrCode Of(string address)
    {
        using var data = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        var size = data.ModuleMatrix.Count - 2 * Margin;
        var path = new StringBuilder();
        for (var y = 0; y < size; y++)
            for (var x = 0; x < size; x++)
            {
                var run = 0;
                while (x + run < size && data.ModuleMatrix[y + Margin][x + run + Margin]) run++;
                if (run > 0) path.Append(System.Globalization.CultureInfo.InvariantCulture, $"M{x} {y}h{run}v1h-{run}z");
                x += run;
            }

        return new(size, path.ToString());
    }
}
