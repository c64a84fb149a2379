using Activation.Domain.Members;
using Activation.Web.Features.Members;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Hosting;
using Activation.Web.Platform.Identity;

namespace Activation.Web.Features.Deeds;

/// <summary>A link as it is kept. The link itself is nowhere: only what it hashes to.</summary>
/// <param name="Subject">The activity, the initiative that is an example, or the wave of the baseline.</param>
/// <param name="Person">On whose behalf it acts: a member of the programme, with the rights they have on the day it is used.</param>
public sealed record DeedLinkRow(Guid Link, string Deed, Guid Programme, Guid Subject, Guid Person, DateTimeOffset ExpiresAt);

/// <summary>A link in somebody's hand, with everything it needs to act.</summary>
public sealed record OpenDeed(Guid Link, Deed Deed, ProgrammeView Here, Actor Actor, Guid Subject);

/// <summary>
/// Links in letters and QR codes that do one thing for one person, without signing in: until a day, and once. They are guessed by nobody and
/// taken back by deleting a row, which a signature alone could not do. They open nothing else: who follows one is not signed in.
/// </summary>
public sealed class DeedLinks(Views views, OwnAddress address, ProgrammeDirectory programmes, MemberDirectory members, TimeProvider clock)
{
    public static string Ddl => """
        create schema if not exists hub;
        create table if not exists hub.deed_link (link uuid primary key, hash bytea not null unique, deed text not null, programme uuid not null,
          subject uuid not null, person uuid not null, expires_at timestamptz not null);
        create index if not exists deed_link_person on hub.deed_link (person);
        """;

    /// <summary>Makes a link for somebody's letter; <see cref="Platform.Look.QrCode.Of"/> draws it.</summary>
    public async Task<Uri> Make(Deed deed, Guid programme, Guid subject, Guid person, TimeSpan lasts) => (await MakeAll(deed, programme, subject, [person], lasts))[0];

    /// <summary>One for each of many, in their order, by one statement: all of them or none.</summary>
    public async Task<IReadOnlyList<Uri>> MakeAll(Deed deed, Guid programme, Guid subject, IReadOnlyCollection<Guid> people, TimeSpan lasts)
    {
        var secrets = people.Select(_ => Secret.Make()).ToArray();
        await views.Execute(
            """
            insert into hub.deed_link (link, hash, deed, programme, subject, person, expires_at)
            select link, hash, @deed, @programme, @subject, person, @until from unnest(@links, @hashes, @people) made (link, hash, person)
            """,
            new
            {
                links = secrets.Select(_ => Guid.CreateVersion7()).ToArray(), hashes = secrets.Select(secret => Secret.Hash(secret)).ToArray(), people = people.ToArray(),
                deed = deed.ToString(), programme, subject, until = clock.GetUtcNow() + lasts,
            });
        return [.. secrets.Select(secret => address.Of(deed == Deed.Baseline ? $"/answer/{secret}" : $"/do/{secret}"))];
    }

    /// <summary>What a link is for; null when it is used, too old, none of ours, or its person may do nothing here any more. Nothing changes by asking.</summary>
    public async Task<OpenDeed?> Find(string secret)
    {
        var row = await views.Everywhere.One<DeedLinkRow>(
            """
            select l.link, l.deed, l.programme, l.subject, l.person, l.expires_at from hub.deed_link l left join hub.account a using (person)
             where l.hash = @hash and l.expires_at > @now and a.disabled_at is null
            """,
            new { hash = Secret.Hash(secret), now = clock.GetUtcNow() });
        if (row is null || await programmes.Find(row.Programme) is not { } here) return null;
        return await members.Find(here.Id, row.Person) is { } actor ? new OpenDeed(row.Link, Enum.Parse<Deed>(row.Deed), here, actor, row.Subject) : null;
    }

    /// <summary>It has done what it was for.</summary>
    public Task Spend(Guid link) => views.Execute("delete from hub.deed_link where link = @link", new { link });

    public Task Sweep(DateTimeOffset now) => views.Execute("delete from hub.deed_link where expires_at < @now", new { now });
}
