using System.Security.Cryptography;
using System.Text;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Mail;

/// <summary>Whoever has a copy of the database and asks it whether somebody was written to, by hashing their address.</summary>
static class Guess
{
    /// <summary>There is a mark in the table, and none that somebody finds who knows the address alone.</summary>
    public static async Task FindsNothing(TestHub hub, string table, string address)
    {
        var kept = await hub.Views.Column<string>($"select encode(address, 'hex') from hub.{table}");
        Assert.That(kept, Is.Not.Empty);
        Assert.That(kept, Has.None.EqualTo(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)))), table);
    }
}
