using System.Security.Cryptography;
using System.Text;
using Activation.Web.Platform.Hosting;

namespace Activation.Web.Platform.Mail;

/// <summary>
/// What is kept of an address where only how often counts: a hash with a key that is not in the database. Addresses can be guessed, so a hash without one would
/// answer whoever has a copy whether anna@… was written to.
/// </summary>
public sealed class AddressMarks(OwnKey own)
{
    readonly Lazy<byte[]> key = new(() => own.For("marks of addresses"));

    /// <param name="table">What it is kept for: the same address has another mark in every table, so that nobody lays two of them side by side.</param>
    /// <param name="address">In the one spelling that is counted.</param>
    public byte[] Of(string table, string address) => HMACSHA256.HashData(key.Value, Encoding.UTF8.GetBytes($"{table} {address}"));
}
