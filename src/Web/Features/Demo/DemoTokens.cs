using System.Text.Json;
using Activation.Domain.Members;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Api;
using Activation.Web.Platform.Hosting;

namespace Activation.Web.Features.Demo;

/// <summary>In the demo, and only there: a token for every invented person, in a file beside the data, for scripts and load.</summary>
public sealed class DemoTokens(Views views, Tokens tokens, HubSettings settings, TimeProvider clock)
{
    public const string FileName = "demo-tokens.json";

    sealed record Someone(Guid Person, string Name, string Slug, string Municipality, Role[] Roles);

    /// <summary>Once: the file that is there is kept, as are the tokens in it.</summary>
    public async Task Write(CancellationToken cancellationToken)
    {
        var file = Path.Combine(settings.Data, FileName);
        if (File.Exists(file)) return;
        var everyone = await views.Everywhere.Many<Someone>(
            """
            select m.member as person, p.name, programme.slug, coalesce(t.name, m.municipality) as municipality, m.roles
              from member m join hub.person p on p.person = m.member join programme using (programme)
              left join municipality t on t.programme = m.programme and t.municipality = m.municipality
             where not m."left" order by programme.slug, t.route_place, p.name, m.member
            """);
        if (everyone.Count == 0) return;
        var made = await tokens.Invent([.. everyone.Select(one => one.Person)], "demo", Scopes.All, clock.GetUtcNow());
        var shape = everyone.Zip(made).GroupBy(one => one.First.Slug).ToDictionary(
            programme => programme.Key,
            programme => programme.GroupBy(one => RoleOf(one.First)).ToDictionary(
                role => role.Key, role => role.Select(one => new { one.First.Name, one.First.Municipality, Token = one.Second }).ToArray()));
        Directory.CreateDirectory(settings.Data);
        // Written aside and moved: nobody ever reads half of it.
        var aside = $"{file}.{Guid.NewGuid():N}";
        var own = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) own.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var stream = new FileStream(aside, own)) await JsonSerializer.SerializeAsync(stream, shape, ApiJson.Options, cancellationToken);
        File.Move(aside, file, overwrite: true);
    }

    static string RoleOf(Someone one) => one.Roles.Contains(Role.CoreTeam) ? "core" : JsonNamingPolicy.CamelCase.ConvertName(one.Roles[0].ToString());
}
