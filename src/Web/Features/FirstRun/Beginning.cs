using System.Net;
using System.Security.Cryptography;
using System.Text;
using Activation.Domain;
using Activation.Domain.Members;
using Activation.Domain.Programmes;
using Activation.Store.Followers;
using Activation.Web.Features.People;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Hosting;
using Activation.Web.Platform.Pages;

namespace Activation.Web.Features.FirstRun;

/// <summary>What the first administrator writes.</summary>
public sealed record FirstProgramme(string Name, string Organisation, string Slug, string Language, bool Public);

/// <summary>
/// An empty hub's first programme and administrator. Who may make them is who can read the program's own output: the code stands there, and
/// nowhere else. As soon as anybody administers anything this is over for good.
/// </summary>
public sealed class Beginning(
    Views views, PeopleDirectory people, Streams streams, ReadModels readModels, ProgrammeDirectory programmes, HubSettings settings)
    : IDisposable
{
    const string TimeZone = "Europe/Stockholm";

    /// <summary>Guesses from one network before it is not listened to any more, until the program is started again. Nobody uses up those of others, and all
    /// networks together are far from guessing it.</summary>
    const int TriesAtMost = 20;

    static readonly TimeSpan OwnChange = TimeSpan.FromSeconds(5);

    readonly string code = RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 12);
    readonly SemaphoreSlim one = new(1);
    readonly int[] tries = new int[Limits.Networks];

    /// <summary>For the program's output.</summary>
    public string Code => $"{code[..4]}-{code[4..8]}-{code[8..]}";

    public async Task<bool> IsOpen() =>
        !settings.Demo && !await views.Everywhere.Value<bool>("select exists (select from member where 'administrator' = any(roles))");

    /// <param name="from">The network address it was sent from.</param>
    public bool IsRight(string? typed, IPAddress? from)
    {
        var plain = string.Concat((typed ?? "").Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return Interlocked.Increment(ref tries[Limits.NetworkOf(from)]) <= TriesAtMost
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(plain), Encoding.UTF8.GetBytes(code));
    }

    /// <summary>Makes the person, the programme and the membership, by the commands that everybody uses.</summary>
    /// <returns>The administrator; null with the refusal when it was refused, or when somebody else was first.</returns>
    public async Task<(Guid? Person, Refused? Refused)> Make(FirstProgramme first, string name, string email, DateTimeOffset now)
    {
        await one.WaitAsync();
        try
        {
            if (!await IsOpen()) return (null, null);
            var programme = await views.Everywhere.Value<Guid?>("select programme from programme where slug = @Slug", new { first.Slug })
                ?? DerivedId.From($"programme {first.Slug}");
            var start = new StartProgramme(programme, first.Slug, first.Name, first.Organisation, TimeZone, Languages(first.Language), first.Public);
            if (await Decide(StreamNames.Programme(programme), programme, now, state => Starting.Start(state, start, Actor.House, now)) is { } refused
                && !(refused.Key == Refusals.Programmes.Exists && await IsHalfMade(programme)))
                return (null, refused);
            var started = await streams.Read(StreamNames.Programme(programme));
            var person = await people.Meet(new PersonRow(Guid.CreateVersion7(), name, email, first.Language));
            var enrol = new EnrolMember(person, "", [Role.Administrator, Role.ProgrammeLead]);
            refused = await Decide(StreamNames.Member(programme, person), programme, now, state => Enrolling.Enrol(state, started, enrol, Actor.House, now));
            programmes.Forget();
            return (refused is null ? person : null, refused);
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    // Whoever began it was cut off, and goes on.
    async Task<bool> IsHalfMade(Guid programme) =>
        !await views.Everywhere.Value<bool>("select exists (select from member where programme = @programme)", new { programme });

    async Task<Refused?> Decide<TState>(Stream<TState> stream, Guid programme, DateTimeOffset now, Func<TState, Decision> decide)
    {
        var outcome = await streams.Decide(stream, new Writer(programme, null, now, Guid.CreateVersion7()), decide);
        if (outcome is Done done) await readModels.WaitFor(done.Position, OwnChange);
        return outcome is No no ? new Refused(no.Key, no.Args) : null;
    }

    // Its own first, then the others.
    static string[] Languages(string own) => [own, .. Texts.Languages.Where(language => language != own)];
}
