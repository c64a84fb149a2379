using Activation.Domain;
using Activation.Domain.Members;
using Activation.Web.Features.Programmes;

namespace Activation.Web.Platform.Seeding;

/// <summary>Where seed falls: one programme, its people, its calendar, and the product's own way to write.</summary>
public sealed class Plot(Streams streams, string slug, Calendar calendar, IReadOnlyList<Invented> people)
{
    public string Slug => slug;

    public Calendar Calendar => calendar;

    public IReadOnlyList<Invented> People => people;

    public Guid Programme { get; } = Chance.Id($"programme {slug}");

    public Invented Administrator => people.First(person => person.Role == Role.Administrator);

    public Invented CoordinatorOf(string municipality) =>
        people.First(person => person.Role == Role.Coordinator && person.Municipality == municipality);

    public Invented Cast(string id) => people.FirstOrDefault(person => person.CastId == id) ?? throw new SeedException($"Nobody in the cast is '{id}'");

    public Task<TState> Read<TState>(Stream<TState> stream) => streams.Read(stream);

    /// <summary>Decides as somebody at some time. A refusal stops the loading: seed data that the rules refuse is wrong.</summary>
    /// <param name="key">Names the command, so that loading twice does it once.</param>
    /// <param name="stream">What is decided on.</param>
    /// <param name="who">Who does it.</param>
    /// <param name="at">When.</param>
    /// <param name="decide">The product's own decision.</param>
    public async Task Decide<TState>(string key, Stream<TState> stream, Actor who, DateTimeOffset at, Func<TState, Decision> decide)
    {
        // Residents have no account: they are nobody who is known.
        var writer = new Writer(Programme, who.Member == Guid.Empty ? null : who.Member, at, Chance.Id($"{slug} command {key}"));
        if (await streams.Decide(stream, writer, decide) is No no)
            throw new SeedException($"'{key}' was refused: {no.Key} {string.Join(", ", no.Args)}");
    }
}
