using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Activation.Support;
using Activation.Web.Features.Webhooks;
using Activation.Web.Tests.Access;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Webhooks;

/// <summary>From a deed on a page to a program elsewhere.</summary>
public sealed class DeliveryTests
{
    const string Hooks = $"{Sown.Here}/admin/webhooks";

    Receiver receiver;
    SmtpSink sink;
    TestHub hub;

    [SetUp]
    public async Task Open()
    {
        receiver = await Receiver.Open();
        sink = new SmtpSink();
        hub = await TestHub.Sown(receiver.For(new Names("127.0.0.1")), Mailbox.At(sink));
    }

    [TearDown]
    public async Task Close()
    {
        await hub.DisposeAsync();
        await sink.DisposeAsync();
        await receiver.DisposeAsync();
    }

    [Test]
    public async Task What_happens_is_told_once_signed_without_names_or_words_and_in_order()
    {
        using var farid = await hub.As(Cast.Farid);
        var (secret, _) = await Added(farid, "comment-posted");
        using var astrid = await hub.As(Cast.Astrid);
        // Whatever stands in its row: what is between a person and the hub is told to nobody.
        await hub.Views.Execute("update hub.webhook set kinds = array_append(kinds, 'points-chosen')");
        foreach (var audience in new[] { "Nobody", "Programme" }) await astrid.Send($"/me/points?programme={Cast.Programme}", "#choice form", ("Audience", audience));
        var number = (await hub.OpenTo(Cast.Astrid))[0];
        foreach (var text in new[] { "Ring Rut på 070-1740605", "Och ta med fika" }) await astrid.Send(Sown.Initiative(number), "form[action*=Comment]:has(textarea)", ("Text", text));
        await astrid.Send(Sown.Initiative(number), "button[value=Support]");
        var got = await Came(2);
        var bodies = got.Select(one => JsonDocument.Parse(one.Body).RootElement).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(bodies.Select(body => body.GetProperty("position").GetInt64()), Is.Ordered);
            Assert.That(bodies.Select(body => body.GetProperty("event").GetString()), Is.All.EqualTo("comment-posted"));
            Assert.That(bodies[0].GetProperty("link").GetString(), Does.EndWith(Sown.Initiative(number)));
            Assert.That(got.Select(one => one.Body), Has.None.Contains("Rut").And.None.Contains("Astrid").And.None.Contains("fika"));
            Assert.That(got.Select(one => one.Delivery), Is.Unique.And.EqualTo(bodies.Select(body => body.GetProperty("id").GetString())));
            Assert.That(got.Select(one => IsRight(one, secret)), Is.All.True);
            Assert.That(IsRight(got[0] with { Body = got[0].Body + " " }, secret), Is.False, "a changed body is not signed");
        });
        Assert.That((await farid.Get(Hooks)).One("tbody tr").TextContent, Does.Contain(Receiver.Name).And.Not.Contain("hemlig"));
    }

    [Test]
    public async Task What_is_not_taken_is_tried_again_under_the_same_number_and_seen_on_the_page()
    {
        using var farid = await hub.As(Cast.Farid);
        var (_, page) = await Added(farid, "stage-closed");
        receiver.Answer = 503;
        await farid.Send(page, "form[action*=Test] button");
        await Came(1);
        Assert.That(() => farid.Get(page).Result.One("tbody tr").TextContent, Does.Contain("Svarade 503").And.Contain("Försöker igen").After(20_000, 200));
        receiver.Answer = 200;
        await farid.Send(page, "form[action*=Again] button");
        var got = await Came(2);
        Assert.That(got[1].Delivery, Is.EqualTo(got[0].Delivery));
        Assert.That(() => farid.Get(page).Result.One("tbody tr").TextContent, Does.Contain("Mottaget").And.Contain("Svarade 200").After(20_000, 200));
    }

    [Test]
    public async Task A_redirect_is_not_followed()
    {
        using var farid = await hub.As(Cast.Farid);
        var (_, page) = await Added(farid, "stage-closed");
        (receiver.Answer, receiver.Elsewhere) = (302, hub.Address.ToString());
        await farid.Send(page, "form[action*=Test] button");
        Assert.That(() => farid.Get(page).Result.One("tbody tr").TextContent, Does.Contain("Svarade 302: vi följer inte vidare").After(15_000, 200));
        Assert.That(receiver.Mail, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_receiver_that_is_gone_for_days_is_stopped_with_a_letter_and_goes_on_where_it_stopped()
    {
        using var farid = await hub.As(Cast.Farid);
        var (_, page) = await Added(farid, "comment-posted");
        receiver.Answer = 500;
        await farid.Send(page, "form[action*=Test] button");
        await Came(1);
        Assert.That(() => Waiting().Result, Is.EqualTo(1).After(20_000, 100));
        await hub.Views.Execute("update hub.webhook_delivery set attempts = @attempts, due_at = now(); update hub.webhook set wait_until = null", new { attempts = HookDeliveries.Attempts - 1 });
        var letter = await sink.To(await hub.Views.Value<string>("select email from hub.person where name = @name", new { name = Cast.Farid }), 1);
        Assert.That(letter.Part("text/plain"), Does.Contain(Receiver.Name).And.Contain("Inget är förlorat"));
        Assert.That((await farid.Get(page)).Text, Does.Contain("så vi slutade försöka"));

        using var astrid = await hub.As(Cast.Astrid);
        await astrid.Send(Sown.Initiative((await hub.OpenTo(Cast.Astrid))[0]), "form[action*=Comment]:has(textarea)", ("Text", "Medan ingen hörde"));
        await hub.Services.GetRequiredService<HookFollower>().Look(CancellationToken.None);
        var before = receiver.Mail.Count;
        receiver.Answer = 200;
        await farid.Send(page, "form[action*=Resume] button");
        await Came(before + 2);
        Assert.That(receiver.Mail.Skip(before).Select(one => one.Headers[HookSignature.EventHeader].ToString()), Is.EqualTo(new[] { "test", "comment-posted" }));
        Assert.That((await farid.Get($"{Sown.Here}/admin/audit?kind=webhook-stopped")).One("tbody tr").TextContent, Does.Contain("huset självt"));
    }

    [Test]
    public async Task A_new_secret_signs_beside_the_old_one_for_a_day_and_is_shown_once()
    {
        using var farid = await hub.As(Cast.Farid);
        var (old, page) = await Added(farid, "stage-closed");
        var sheet = await farid.Get(page);
        var twice = await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ => (await farid.Send(sheet, "form[action*=Renew] button")).One("#secret").TextContent));
        var renewed = twice[0];
        Assert.That(twice[1], Is.EqualTo(renewed), "a double click");
        Assert.That((await farid.Get(page)).All("#secret"), Is.Empty);
        await farid.Send(page, "form[action*=Test] button");
        var got = (await Came(1))[0];
        Assert.Multiple(() =>
        {
            Assert.That(renewed, Is.Not.EqualTo(old));
            Assert.That(IsRight(got, renewed), Is.True);
            Assert.That(IsRight(got, old), Is.True);
        });
        var kept = await hub.Views.Value<string>("select encode(sealed, 'escape') from hub.webhook");
        Assert.That(kept, Does.Not.Contain("whsec_").And.Not.Contain("hemlig"), "address and secret lie sealed");
    }

    [Test]
    public async Task What_can_be_opened_no_longer_waits_as_for_a_receiver_that_is_gone()
    {
        using var farid = await hub.As(Cast.Farid);
        var (_, page) = await Added(farid, "stage-closed");
        await hub.Views.Execute("update hub.webhook set sealed = '\\x00'");
        await farid.Send(page, "form[action*=Test] button");
        Assert.That(() => farid.Get(page).Result.One("tbody tr").TextContent, Does.Contain("kan inte läsas längre").And.Contain("Försöker igen").After(20_000, 200));
        Assert.That(await Waiting(), Is.EqualTo(1));
    }

    [Test]
    public async Task Two_who_put_down_the_same_stretch_put_it_down_once()
    {
        using var farid = await hub.As(Cast.Farid);
        await Added(farid, "comment-posted");
        using var astrid = await hub.As(Cast.Astrid);
        await astrid.Send(Sown.Initiative((await hub.OpenTo(Cast.Astrid))[0]), "form[action*=Comment]:has(textarea)", ("Text", "En gång räcker"));
        var follower = hub.Services.GetRequiredService<HookFollower>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => follower.Look(CancellationToken.None)));
        await Came(1);
        await hub.Services.GetRequiredService<HookSender>().Send(CancellationToken.None);
        Assert.That(receiver.Mail, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_webhook_of_another_programme_is_not_there()
    {
        var next = await Settlement.NextDoor(hub, "kroklandet");
        using var farid = await hub.As(Cast.Farid);
        await Added(farid, "stage-closed");
        Assert.That((await farid.Get($"{Hooks}/{next.Hook}")).Status, Is.EqualTo(System.Net.HttpStatusCode.NotFound));
        var own = await hub.Views.Value<Guid>("select hook from hub.webhook where programme = (select programme from programme where slug = @slug)", new { slug = Cast.Programme });
        var (target, values) = Visitor.FormOf(await farid.Get($"{Hooks}/{own}"), "form[action*=Remove] button");
        await farid.Post(new Uri(target.ToString().Replace($"{own}", $"{next.Hook}", StringComparison.Ordinal)), values);
        Assert.That(await hub.Views.Value<long>("select count(*) from hub.webhook where hook = @Hook", new { next.Hook }), Is.EqualTo(1));
    }

    [TestCase("https://localhost/", "internt nät"), TestCase("https://0x7f000001/", "https-adress med ett namn"), TestCase("https://okand.example.org/", "443 eller 8443"), TestCase("", "Skriv adressen")]
    public async Task What_leads_nowhere_is_told_at_its_field_and_keeps_what_was_typed(string typed, string told)
    {
        using var farid = await hub.As(Cast.Farid);
        var sheet = await farid.Send(Hooks, "#make form", ("Address", typed), ("Kinds", "stage-closed"));
        Assert.That(sheet.One("#Address-error").TextContent, Does.Contain(told));
        Assert.That(sheet.One("#Address").GetAttribute("value") ?? "", Is.EqualTo(typed));
        Assert.That(sheet.All("input[value=stage-closed][checked]"), Has.Count.EqualTo(1));
        Assert.That(await hub.Views.Value<long>("select count(*) from hub.webhook"), Is.Zero);
    }

    async Task<(string Secret, string Page)> Added(Visitor farid, string kind)
    {
        var sheet = await farid.Send(Hooks, "#make form", ("Address", receiver.Address), ("Kinds", kind));
        return (sheet.One("#secret").TextContent, sheet.One("tbody th a").GetAttribute("href")!);
    }

    async Task<IReadOnlyList<Got>> Came(int count)
    {
        for (var patience = DateTime.UtcNow.AddSeconds(20); receiver.Mail.Count < count && DateTime.UtcNow < patience;) await Task.Delay(20);
        Assert.That(receiver.Mail, Has.Count.GreaterThanOrEqualTo(count), "nothing came");
        return [.. receiver.Mail];
    }

    Task<long> Waiting() => hub.Views.Value<long>("select count(*) from hub.webhook_delivery where state = 'waiting' and attempts > 0");

    // As a receiver would do it, without a line of the hub's.
    static bool IsRight(Got got, string secret)
    {
        var parts = got.Signature.Split(',').Select(part => part.Split('=')).ToList();
        var time = parts.Single(part => part[0] == "t")[1];
        if (Math.Abs(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - long.Parse(time, CultureInfo.InvariantCulture)) > 300) return false;
        var mine = Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{got.Body}")));
        return parts.Any(part => part[0] == "v1" && part[1].Equals(mine, StringComparison.OrdinalIgnoreCase));
    }
}
