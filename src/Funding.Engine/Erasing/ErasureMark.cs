using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Funding.Engine.Erasing;

/// <summary>By what an erased person is known again, and nothing else of her: a salted hash, slow so that guessing subjects is.</summary>
internal static class ErasureMark
{
    private const int Rounds = 600_000;

    public static async Task<byte[]> OfAsync(NpgsqlDataSource source, string issuer, string subject, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select salt from funding.erasure_salt");
        var salt = (byte[])(await command.ExecuteScalarAsync(cancellation))!;
        return Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes($"{issuer}\0{subject}"), salt, Rounds, HashAlgorithmName.SHA256, 32);
    }
}
