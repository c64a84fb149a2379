using Activation.Domain.Members;
using Activation.Domain.Programmes;
using Activation.Store;
using Activation.Web.Platform;

namespace Activation.Web.Tests.Hosting;

/// <summary>A programme of one municipality, with nobody in it but invented members.</summary>
sealed record OnePlace(Guid Programme, string Slug)
{
    public const string Key = "astorp", Name = "Åstorp";

    public string Path => $"/p/{Slug}";

    public static async Task<OnePlace> Enrolled(TestHub hub, int members)
    {
        var id = Guid.CreateVersion7();
        var place = new OnePlace(id, $"en-ort-{id:N}"[..20]);
        await place.Tell(
            hub, StreamNames.Programme(id).Name, new ProgrammeStarted(id, place.Slug, "En enda ort", "Prov", "Europe/Stockholm", ["sv"], true),
            new MunicipalityJoined(Key, Name, 1, 16000, new DateOnly(2026, 1, 1), 56.1, 12.9, new LabelPlace(0, 0, "start")));
        for (var i = 0; i < members; i++) await place.Enrol(hub);
        await hub.Settled();
        return place;
    }

    public async Task Enrol(TestHub hub)
    {
        var member = Guid.CreateVersion7();
        await Tell(hub, StreamNames.Member(Programme, member).Name, new MemberEnrolled(member, Key, [Role.CoreTeam]));
    }

    async Task Tell(TestHub hub, string stream, params object[] events) =>
        await hub.Log.Append(new Append(Guid.CreateVersion7(), Programme, null, stream, 0, DateTimeOffset.UtcNow, events));
}
