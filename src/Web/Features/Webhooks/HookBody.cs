using System.Text.Json;
using System.Text.Json.Nodes;
using Activation.Store;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Api;
using Activation.Web.Platform.Hosting;
using Activation.Web.Platform.Privacy;

namespace Activation.Web.Features.Webhooks;

/// <summary>What a receiver is sent: numbers and facts. What people wrote, and their names, stay here; a program that may read them asks for them.</summary>
public sealed class HookBody(Views views, OwnAddress address)
{
    sealed record Numbered(Guid Initiative, int Number);

    /// <summary>One body for each event, in their order.</summary>
    public async Task<IReadOnlyList<(Guid Delivery, Recorded Recorded, string Body)>> Of(ProgrammeView here, IReadOnlyList<Recorded> events)
    {
        var ids = events.Select(recorded => InitiativeEvent.IdOf(recorded.Data)).OfType<Guid>().Distinct().ToArray();
        var numbers = ids.Length == 0
            ? []
            : (await views.In(here.Id).Many<Numbered>("select initiative, number from initiative where initiative = any(@ids)", new { ids })).ToDictionary(row => row.Initiative, row => row.Number);
        return [.. events.Select(recorded => (Guid.CreateVersion7(), recorded)).Select(one => (one.Item1, one.recorded, Body(here, one.Item1, one.recorded, numbers)))];
    }

    public static string Test(ProgrammeView here, Guid delivery, DateTimeOffset now) => JsonSerializer.Serialize(
        new { Id = delivery, Programme = here.Slug, Event = HookKinds.Test, At = here.Local(now) }, ApiJson.Options);

    string Body(ProgrammeView here, Guid delivery, Recorded recorded, Dictionary<Guid, int> numbers)
    {
        var number = InitiativeEvent.IdOf(recorded.Data) is { } initiative && numbers.TryGetValue(initiative, out var found) ? found : (int?)null;
        return JsonSerializer.Serialize(
            new
            {
                Id = delivery, Programme = here.Slug, Event = recorded.Type, recorded.Position, At = here.Local(recorded.At), recorded.Actor, Initiative = number,
                Link = number is null ? null : address.Of($"/p/{here.Slug}/initiatives/{number}"), Data = WithoutWords(recorded),
            },
            ApiJson.Options);
    }

    static JsonObject WithoutWords(Recorded recorded)
    {
        var data = JsonSerializer.SerializeToNode(recorded.Data, recorded.Data.GetType(), ApiJson.Options)!.AsObject();
        foreach (var field in FreeTexts.ByEvent.GetValueOrDefault(recorded.Type, [])) Remove(data, field.Split('.'));
        return data;
    }

    static void Remove(JsonNode? from, ReadOnlySpan<string> path)
    {
        if (from is JsonArray items)
            foreach (var item in items) Remove(item, path);
        else if (from is JsonObject fields && path.Length == 1) fields.Remove(path[0]);
        else if (from is JsonObject outer) Remove(outer[path[0]], path[1..]);
    }
}
