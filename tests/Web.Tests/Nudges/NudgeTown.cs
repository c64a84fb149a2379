using System.Net.Sockets;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Domain.Nudges;
using Activation.Domain.Programmes;
using Activation.Store;
using Activation.Store.Followers;
using Activation.Web.Features.Nudges;
using Activation.Web.Features.People;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Mail;
using Activation.Web.Platform.Pages;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Activation.Web.Tests.Nudges;

/// <summary>A programme whose clock the test moves, and as many nodes of the engine as it wants, each of which may die.</summary>
sealed class NudgeTown(TestHub hub, int people) : IAsyncDisposable
{
    public static readonly Guid Programme = DerivedId.From("nudge town");

    public IReadOnlyList<Guid> Members { get; } = [.. Enumerable.Range(0, people).Select(n => DerivedId.From($"member {n}"))];

    public Guid Coordinator { get; } = DerivedId.From("coordinator");

    public TestHub Hub => hub;

    public Views Views => hub.Views;

    public ProgrammeView Here { get; private set; } = null!;

    public DateTimeOffset Now { get; private set; }

    public static async Task<NudgeTown> Settle(DateTimeOffset start, int people)
    {
        var hub = await TestHub.Empty();
        var town = new NudgeTown(hub, people);
        await hub.Views.Execute(
            """
            create table if not exists public.town_clock (at timestamptz not null); delete from public.town_clock; insert into public.town_clock values (@start);
            grant select on public.town_clock to public;
            create or replace function hub.clock() returns timestamptz language sql stable as 'select at from public.town_clock';
            """,
            new { start });
        town.Now = start;
        await town.Found();
        return town;
    }

    public async Task TimeIs(DateTimeOffset now)
    {
        Now = now;
        await Views.Execute("update public.town_clock set at = @now", new { now });
    }

    /// <summary>A node that has died says nothing more: what it had done before is written down, what it held stays in doubt.</summary>
    public async Task Buried(UnsureCarrier node)
    {
        var patience = DateTime.UtcNow.AddSeconds(20);
        while (await Views.Value<long>("select count(*) from hub.nudge where state = 'claimed' and message_id = any(@held) and message_id <> all(@lost)", new { held = node.Held, lost = node.Lost }) > 0)
            Assert.That(DateTime.UtcNow, Is.LessThan(patience), "a dead node goes on");
    }

    /// <summary>Lines to the database for one node alone, under a name by which they can be cut.</summary>
    public (ReadModels Lines, string Name) Lines()
    {
        var name = $"node {Guid.NewGuid():N}";
        var settings = new Npgsql.NpgsqlConnectionStringBuilder(hub.Database) { ApplicationName = name };
        return (new ReadModels(settings.ConnectionString, hub.Log, Listeners.Projections), name);
    }

    /// <summary>Whatever a node is at, between two statements or within one, the database hears no more of it: what a process that is killed leaves behind.</summary>
    public async Task Kill((ReadModels Lines, string Name) node)
    {
        await node.Lines.DisposeAsync();
        await Views.Execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = @Name", new { node.Name });
    }

    /// <summary>Another node of the hub, with a carrier of its own.</summary>
    /// <param name="lines">By which it weighs, tells and posts; null for those of the hub.</param>
    public NudgesDue Node(ICarrier carrier, ReadModels? lines = null)
    {
        var (s, own) = (hub.Services, lines ?? hub.ReadModels);
        var views = lines is null ? s.GetRequiredService<Views>() : new Views(lines);
        var finder = new NudgeFinder(views);
        var knowledge = new Knowledge(views, finder);
        var post = new NudgePost(
            own, knowledge, new NudgeTitles(views), (_, _) => Task.FromResult<LetterOf>(Write), s.GetRequiredService<PeopleDirectory>(),
            s.GetRequiredService<ProgrammeDirectory>(), s.GetRequiredService<Printing>(), carrier, NullLogger<NudgePost>.Instance);
        return new NudgesDue(
            views, hub.ReadModels, hub.Log, s.GetRequiredService<ProgrammeDirectory>(), finder, new Turns(own, knowledge), new NudgeActs(own), post, new NudgeTeller(own, hub.Log));
    }

    /// <summary>Something happens now, without anybody deciding about it.</summary>
    public Task Happens(string stream, Guid? by, params object[] events) => At(Now, stream, by, events);

    public Task At(DateTimeOffset at, string stream, Guid? by, params object[] events) => In(Programme, at, stream, by, events);

    public async Task In(Guid programme, DateTimeOffset at, string stream, Guid? by, params object[] events)
    {
        var version = (await hub.Log.ReadStream(stream)).Count;
        var outcome = await hub.Log.Append(new Append(Guid.CreateVersion7(), programme, by, stream, version, at.ToUniversalTime(), events));
        Assert.That(outcome, Is.TypeOf<Appended>());
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    async Task Found()
    {
        await Happens(
            $"programme-{Programme:N}", null, new ProgrammeStarted(Programme, "nudge-town", "Provprogrammet", "Prov", "Europe/Stockholm", ["sv"], false),
            new MunicipalityJoined("astorp", "Åstorp", 1, 16000, new DateOnly(2026, 1, 1), 56.1, 12.9, new LabelPlace(0, 0, "start")));
        foreach (var member in Members) await Happens($"member-{Programme:N}-{member:N}", null, new MemberEnrolled(member, "astorp", [Role.CoreTeam]));
        await Happens($"member-{Programme:N}-{Coordinator:N}", null, new MemberEnrolled(Coordinator, "astorp", [Role.Coordinator]));
        await hub.Services.GetRequiredService<PeopleDirectory>().Add(
            [.. Members.Append(Coordinator).Select((member, n) => new PersonRow(member, $"Prov {n}", $"prov{n}@example.test", "sv"))]);
        await hub.Settled();
        Here = (await hub.Services.GetRequiredService<ProgrammeDirectory>().Find("nudge-town"))!;
    }

    /// <summary>Whose letters break when they are written.</summary>
    public Guid? Unwritable { get; set; }

    /// <summary>What is wrong with them.</summary>
    public Exception Unwritten { get; set; } = new InvalidOperationException("It cannot be written");

    Task<Letter?> Write(NudgeRow nudge, PersonRow person, ProgrammeView here, IReadOnlyList<NudgeRow> waiting) =>
        person.Person == Unwritable ? throw Unwritten : Task.FromResult<Letter?>(new Letter(person.Email, person.Language, "invitations.letter", nudge.Kind.Kebab(), person.Name));
}

/// <summary>A mail server that fails in every way there is; what it took is kept for all.</summary>
/// <param name="fails">What happens to the mail of this name.</param>
/// <param name="servers">Real ones, which keep themselves what they took; null where the failure alone matters.</param>
sealed class UnsureCarrier(List<string> taken, Func<string, Fault> fails, MailServers? servers = null) : ICarrier
{
    readonly TaskCompletionSource died = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly System.Collections.Concurrent.ConcurrentBag<string> lost = [], held = [];

    /// <summary>Completes when the node has died in the middle of a mail: it never comes back from there.</summary>
    public Task Died => died.Task;

    /// <summary>Mails that were in its hands then.</summary>
    public string[] Lost => [.. lost];

    /// <summary>Mails that it was given in this run.</summary>
    public string[] Held => [.. held];

    /// <summary>Another run begins.</summary>
    public void Begin() => held.Clear();

    public async Task Carry(PrintedLetter mail, CancellationToken cancellationToken)
    {
        held.Add(mail.MessageId!);
        if (died.Task.IsCompleted) await NeverReturn(mail);
        var fault = fails(mail.MessageId!);
        cancellationToken.ThrowIfCancellationRequested();
        if (fault is Fault.DeathBefore) await Die(mail);
        if (servers is not null) await servers.Carry(mail, fault, cancellationToken);
        else Pretend(mail, fault);
        if (fault is Fault.DeathAfter) await Die(mail);
    }

    void Pretend(PrintedLetter mail, Fault fault)
    {
        if (fault is Fault.Busy) throw new System.Net.Mail.SmtpException(System.Net.Mail.SmtpStatusCode.ServiceNotAvailable);
        if (fault is Fault.Refused) throw new System.Net.Mail.SmtpException("no", new SocketException((int)SocketError.ConnectionRefused));
        if (fault is Fault.Silent) throw new System.Net.Mail.SmtpException("silent", new IOException("the line is dead"));
        lock (taken) taken.Add(mail.MessageId!);
        if (fault is Fault.HungUp) throw new System.Net.Mail.SmtpException("hung up", new IOException("after 250"));
    }

    Task Die(PrintedLetter mail)
    {
        died.TrySetResult();
        return NeverReturn(mail);
    }

    Task NeverReturn(PrintedLetter mail)
    {
        lost.Add(mail.MessageId!);
        return Task.Delay(Timeout.Infinite, CancellationToken.None);
    }
}

enum Fault
{
    None,
    Busy,
    Refused,
    Silent,
    HungUp,
    DeathBefore,
    DeathAfter,

    /// <summary>These only real servers know (<see cref="MailServers"/>).</summary>
    Blocked,
    NotLetIn,
    NobodyThere,
    Slow,
}
