using Activation.Web.Features.Webhooks;
using Activation.Web.Platform;
using Activation.Web.Platform.Look;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Features.Admin.Webhooks;

/// <summary>A webhook and what it has sent, in words.</summary>
static class HookWords
{
    public static IEnumerable<SelectListItem> Kinds(Texts texts, IReadOnlyCollection<string> chosen) =>
        HookKinds.All.Select(kind => new SelectListItem(Kind(texts, kind), kind, chosen.Contains(kind)));

    public static string Kind(Texts texts, string kind) => kind == HookKinds.Test ? texts["hooks.test-kind"] : texts[$"audit.kind-{kind}"];

    public static string State(Texts texts, HookRow row) =>
        row.StoppedAt is not null ? texts["hooks.stopped"] : row.Failures > 0 ? texts.Count("hooks.failing", row.Failures) : texts["hooks.running"];

    public static Chip State(Texts texts, DeliveryRow one) => one.State switch
    {
        "taken" => new(texts["hooks.taken"], Tone.Ok, "check"),
        "sending" => new(texts["hooks.sending"], Tone.Now),
        _ when one.Error is not null => new(texts["hooks.tried"], Tone.Warn),
        _ => new(texts["hooks.waiting"]),
    };

    /// <summary>What came back the last time.</summary>
    public static string Answer(Texts texts, DeliveryRow one) =>
        one.Error is not null ? texts[$"hooks.fault-{one.Error}", one.Status ?? 0] : one.Status is { } status ? texts["hooks.answered", status] : "–";
}
