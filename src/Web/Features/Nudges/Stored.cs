using System.Text.Json;
using Activation.Domain.Nudges;
using Activation.Store.Followers;
using Activation.Web.Platform.Pages;

namespace Activation.Web.Features.Nudges;

/// <summary>How nudges are written in their tables.</summary>
public static class Stored
{
    public static string Name<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    public static string Json<T>(T rows) => JsonSerializer.Serialize(rows, RowJson.Options);

    public static T Row<T>(string json) => JsonSerializer.Deserialize<T>(json, RowJson.Options)!;

    /// <summary>The same key, the same id, on every node and after every restart: the Message-ID of a mail follows from it.</summary>
    public static Guid Id(DueNudge due) => DerivedId.From($"{Name(due.Kind)} {due.Object} {due.Period}", due.Recipient);

    /// <summary>As it stands when it has just fallen due.</summary>
    public static NudgeRow FallsDue(this DueNudge due, Guid programme, DateTimeOffset then) => new(
        Id(due), programme, due.Kind, due.Object, due.Recipient, due.Period, due.Municipality, "due", null, [.. due.Args], due.Deed.Act, due.Deed.Subject,
        then, then, due.Until, null, null, null, null, null, null, null, null, null, 0, null, null, 0);

    public static DueNudge Due(this NudgeRow row) =>
        new(row.Kind, row.Recipient, row.Object, row.Period, row.Municipality, row.Until, row.Args, new(row.Act, row.Subject));
}
