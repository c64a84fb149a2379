using Activation.Support;
using Activation.Web.Features.Baseline;
using Activation.Web.Features.Deeds;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Mail;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Baseline;

/// <summary>Those who have not answered are sent a link: each once, however often it is pressed and wherever a hub stops.</summary>
public sealed class AskingAllTests
{
    const string Page = $"{Sown.Here}/baseline", Asking = "form[action*=Ask] button";

    const int Stage = 2, Some = 70;

    SmtpSink sink;
    TestHub hub;
    Visitor elin;
    ProgrammeView here;
    WaveRow wave;

    [SetUp]
    public async Task Sow()
    {
        sink = new SmtpSink();
        hub = await TestHub.Sown(configuration: Mailbox.At(sink));
        elin = await hub.As(Cast.Elin);
        await elin.Send(Page, "form[action*=Open] button", ("Opening.Stage", $"{Stage}"), ("Opening.Until", Sown.Day(9)), ("Opening.Sure", "true"));
        here = await hub.Programme();
        wave = (await hub.Views.One<WaveRow>("select * from baseline_wave where stage = @Stage", new { Stage }))!;
    }

    [TearDown]
    public async Task Close()
    {
        elin.Dispose();
        await hub.DisposeAsync();
        await sink.DisposeAsync();
    }

    AskAll All => hub.Services.GetRequiredService<AskAll>();

    [Test]
    public async Task Of_several_presses_one_asks_and_the_page_says_when_it_was()
    {
        var members = await hub.Views.Value<int>("""select count(*)::int from member m join hub.person p on p.person = m.member where not m."left" and m.roles <> array['viewer'] and m.programme = @Id""", new { here.Id });
        var asked = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => All.Ask(here, wave, DateTimeOffset.UtcNow)));
        Assert.That(asked.Order(), Is.EqualTo(new[] { 0, 0, 0, members }));
        var again = await elin.Send(Page, Asking);
        Assert.That(again.Text, Does.Contain("Inga nya brev").And.Contain("Senast skickad i dag").And.Contain($"till {members} personer"));
        Assert.That(await Count("baseline_ask"), Is.EqualTo(members));
    }

    [Test]
    public async Task After_some_days_those_who_still_have_not_answered_are_asked_again()
    {
        var first = await All.Ask(here, wave, DateTimeOffset.UtcNow.AddDays(-AskAll.RestDays).AddMinutes(-1));
        var person = await hub.PersonCalled(Cast.Astrid);
        await hub.Services.GetRequiredService<Answers>().Take(here.Id, Stage, person, "helsingborg", [4, 4, 4, 4, 4], CancellationToken.None);
        Assert.That(await All.Ask(here, wave, DateTimeOffset.UtcNow), Is.EqualTo(first - 1));
        Assert.That(await hub.Views.Value<bool>("select asked_at < now() - interval '1 day' from hub.baseline_ask where person = @person", new { person }), Is.True);
    }

    [Test]
    public async Task Whoever_is_asked_gets_one_letter_also_where_a_hub_stopped_in_the_middle()
    {
        await AskSome();
        var letters = hub.Services.GetRequiredService<AskedLetters>();
        var falling = new AskedLetters(
            hub.Services.GetRequiredService<Views>(), hub.Services.GetRequiredService<DeedLinks>(), new Falling(hub.Services.GetRequiredService<IMail>()),
            hub.Services.GetRequiredService<ProgrammeDirectory>());
        Assert.That(() => falling.Run(DateTimeOffset.UtcNow, CancellationToken.None), Throws.InstanceOf<AggregateException>());
        Assert.That(await Count("baseline_ask", "and post is not null"), Is.EqualTo(Some), "what was not told to be done is still to do");
        await letters.Run(DateTimeOffset.UtcNow, CancellationToken.None);
        await letters.Run(DateTimeOffset.UtcNow, CancellationToken.None);
        await Carried();
        Assert.That(sink.Mail.Select(mail => mail.To), Is.Unique.And.Exactly(Some).Items);
        Assert.That(await Count("baseline_ask", "and post is not null"), Is.Zero);
    }

    [Test]
    public async Task Who_has_answered_or_left_meanwhile_gets_no_letter_nor_does_anybody_when_it_is_closed()
    {
        await AskSome();
        var asked = await hub.Views.Column<Guid>("select person from hub.baseline_ask where stage = @Stage order by 1", new { Stage });
        await hub.Views.Execute("insert into hub.baseline_seat values (@Id, @Stage, @answered)", new { here.Id, Stage, answered = asked[0] });
        await hub.Views.Execute("""update member set "left" = true where member = @left""", new { left = asked[1] });
        await hub.Services.GetRequiredService<AskedLetters>().Run(DateTimeOffset.UtcNow, CancellationToken.None);
        await Carried();
        Assert.That(sink.Mail, Has.Count.EqualTo(Some - 2));
        await hub.Views.Execute("update hub.baseline_ask set post = gen_random_uuid()");
        await hub.Services.GetRequiredService<WaveTurn>().Close(here, Stage, DateTimeOffset.UtcNow, CancellationToken.None);
        await hub.Settled();
        await hub.Services.GetRequiredService<AskedLetters>().Run(DateTimeOffset.UtcNow, CancellationToken.None);
        await Carried();
        Assert.That(sink.Mail, Has.Count.EqualTo(Some - 2));
        Assert.That(await Count("baseline_ask", "and post is not null"), Is.Zero);
    }

    [Test]
    public async Task Whom_a_wave_asked_is_forgotten_when_no_wave_lasts_so_long()
    {
        await AskSome();
        var letters = hub.Services.GetRequiredService<AskedLetters>();
        await letters.Run(DateTimeOffset.UtcNow.AddDays(Domain.Baselines.Asking.MostDays - 1), CancellationToken.None);
        Assert.That(await Count("baseline_ask"), Is.EqualTo(Some));
        await letters.Run(DateTimeOffset.UtcNow.AddDays(Domain.Baselines.Asking.MostDays + 1), CancellationToken.None);
        Assert.That(await Count("baseline_ask"), Is.Zero);
    }

    async Task AskSome()
    {
        await All.Ask(here, wave, DateTimeOffset.UtcNow);
        await hub.Views.Execute("delete from hub.baseline_ask where person not in (select person from hub.baseline_ask order by person limit @Some)", new { Some });
    }

    Task<int> Count(string table, string of = "") => hub.Views.Value<int>($"select count(*)::int from hub.{table} where stage = @Stage {of}", new { Stage });

    async Task Carried()
    {
        for (var patience = DateTime.UtcNow.AddSeconds(20); await hub.Views.Value<bool>("select exists (select from hub.letter)"); await Task.Delay(20))
            if (DateTime.UtcNow > patience) throw new AssertionException("letters still wait");
    }

    /// <summary>The hub stops when the letters were taken, before it could tell that they were.</summary>
    sealed class Falling(IMail mail) : IMail
    {
        public Task Send(Letter letter) => mail.Send(letter);

        public Task SendAll(IReadOnlyCollection<Letter> letters) => mail.SendAll(letters);

        public async Task SendOnce(Guid occasion, IReadOnlyCollection<Letter> letters)
        {
            await mail.SendOnce(occasion, letters);
            throw new IOException("gone");
        }
    }
}
