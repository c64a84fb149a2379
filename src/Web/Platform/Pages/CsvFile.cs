using System.Globalization;
using Activation.Web.Platform.Identity;
using CsvHelper;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Activation.Web.Platform.Pages;

/// <summary>A list as a file that a spreadsheet opens, in the reader's own way of writing lists.</summary>
public static class CsvFile
{
    const string Csv = "text/csv; charset=utf-8";

    public static FileContentResult Of(string name, IEnumerable<string> columns, IEnumerable<object?[]> rows)
    {
        using var bytes = new MemoryStream();
        Write(bytes, [.. columns], rows);
        return new FileContentResult(bytes.ToArray(), Csv) { FileDownloadName = name };
    }

    /// <summary>A list without an end: it is read and sent a page at a time, so that its length costs no memory. Where reading fails the file breaks off,
    /// and whoever fetches it hears that it did; so it does for who may not have it any more.</summary>
    public static IActionResult Of(string name, IEnumerable<string> columns, IAsyncEnumerable<IEnumerable<object?[]>> pages) => new Sent(name, [.. columns], pages);

    /// <summary>A figure with the reader's own decimal sign, as the spreadsheet expects it.</summary>
    public static string Number(double value, int decimals) => Math.Round(value, decimals).ToString(CultureInfo.CurrentCulture);

    // Where a comma stands in a number, lists are written with a semicolon.
    static char Separator => CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator == "," ? ';' : ',';

    /// <param name="columns">Null for what follows on another page.</param>
    static void Write(Stream bytes, object?[]? columns, IEnumerable<object?[]> rows)
    {
        // A spreadsheet would run what begins like a formula: an apostrophe before it makes it text.
        // Excel takes a file without a byte order mark for something else than UTF-8.
        var options = new CsvWriterOptions { Separator = Separator, WriteByteOrderMark = columns is not null, Injection = CsvInjection.Escape };
        using var csv = CsvWriter.Create(bytes, options, leaveOpen: true);
        if (columns is not null) Write(csv, columns);
        foreach (var row in rows) Write(csv, row);
    }

    static void Write(CsvWriter csv, IEnumerable<object?> cells)
    {
        foreach (var cell in cells) csv.WriteField(Convert.ToString(cell, CultureInfo.InvariantCulture));
        csv.EndRecord();
    }

    sealed class Sent(string name, object?[] columns, IAsyncEnumerable<IEnumerable<object?[]>> pages) : ActionResult
    {
        public override async Task ExecuteResultAsync(ActionContext context)
        {
            // Each page is read in a moment; how many there are is for the list to say.
            Deadline.Lift();
            using var answer = context.HttpContext.RequestServices.GetRequiredService<LongAnswers>().Begin(context.HttpContext);
            try
            {
                await Send(context.HttpContext.Response, answer.Ended);
            }
            catch (OperationCanceledException) when (answer.Ended.IsCancellationRequested)
            {
                context.HttpContext.Abort();
            }
        }

        async Task Send(HttpResponse response, CancellationToken ended)
        {
            response.ContentType = Csv;
            var disposition = new ContentDispositionHeaderValue("attachment");
            disposition.SetHttpFileName(name);
            response.Headers.ContentDisposition = disposition.ToString();
            var head = columns;
            using var bytes = new MemoryStream();
            // Its columns also where there is no page.
            await foreach (var page in pages.DefaultIfEmpty([]).WithCancellation(ended))
            {
                bytes.SetLength(0);
                Write(bytes, head, page);
                head = null;
                await response.Body.WriteAsync(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), ended);
            }
        }
    }
}
