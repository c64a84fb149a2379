using System.Globalization;
using CsvHelper;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Platform.Pages;

/// <summary>A list as a file that a spreadsheet opens, in the reader's own way of writing lists.</summary>
public static class CsvFile
{
    public static FileContentResult Of(string name, IEnumerable<string> columns, IEnumerable<object?[]> rows)
    {
        // A spreadsheet would run what begins like a formula: an apostrophe before it makes it text.
        // Excel takes a file without a byte order mark for something else than UTF-8.
        var options = new CsvWriterOptions { Separator = Separator, WriteByteOrderMark = true, Injection = CsvInjection.Escape };
        using var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, options, leaveOpen: true))
        {
            Write(csv, columns);
            foreach (var row in rows) Write(csv, row);
        }

        return new FileContentResult(bytes.ToArray(), "text/csv; charset=utf-8") { FileDownloadName = name };
    }

    // Where a comma stands in a number, lists are written with a semicolon.
    static char Separator => CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator == "," ? ';' : ',';

    static void Write(CsvWriter csv, IEnumerable<object?> cells)
    {
        foreach (var cell in cells) csv.WriteField(Convert.ToString(cell, CultureInfo.InvariantCulture));
        csv.EndRecord();
    }
}
