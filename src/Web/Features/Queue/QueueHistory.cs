using Activation.Web.Features.Happenings;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Look;

namespace Activation.Web.Features.Queue;

/// <summary>The way of one activity so far, told as stops on a line.</summary>
public static class QueueHistory
{
    public static readonly IReadOnlyList<string> Kinds =
    [
        "activity-submitted", "concretisation-corrected", "activity-returned", "activity-approved", "activity-declined", "activity-scheduled",
        "activity-carried-out", "activity-cancelled",
    ];

    public static Line Of(IReadOnlyList<HappeningRow> rows, IReadOnlyDictionary<Guid, string> names, ProgrammeView here, Texts texts) => new(
        [.. rows.Select((row, i) => new Stop(What(row, texts), StateOf(row, i == rows.Count - 1), Note(row, names, here, texts)))],
        Lay: false, Label: texts["queue.history"]);

    static string What(HappeningRow row, Texts texts) => texts[$"queue.happened.{row.Kind}", row.Number, row.On];

    static StopState StateOf(HappeningRow row, bool newest) => row.Kind switch
    {
        "activity-returned" or "activity-declined" or "activity-cancelled" => StopState.Bad,
        _ => newest ? StopState.Now : StopState.Done,
    };

    static string Note(HappeningRow row, IReadOnlyDictionary<Guid, string> names, ProgrammeView here, Texts texts)
    {
        var parts = new List<string> { texts["queue.day", here.Local(row.At)] };
        if (row.Actor is { } actor && names.TryGetValue(actor, out var name)) parts.Add(name);
        if (!string.IsNullOrWhiteSpace(row.Reason)) parts.Add(texts["queue.quote", row.Reason]);
        return string.Join(" · ", parts);
    }
}
