using System.Security.Cryptography;
using Funding.Domain.Rights;
using Funding.Engine.Files;
using Funding.Engine.Naming;
using Funding.Host.Hosting;
using Funding.Host.Reference;
using Funding.Host.Settings;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Funding.Host.Security;

/// <summary>Who a token of the local issuer is for.</summary>
/// <param name="Role">A slug of <see cref="Slug"/>.</param>
/// <param name="User">The subject: the same user is the same person.</param>
public sealed record TokenRequest(string Role, string User)
{
    /// <summary>The person's name; the user when null.</summary>
    public string? Name { get; init; }

    /// <summary>INSEE code of the region, or <c>*</c>; required but for the role <c>cpts</c>.</summary>
    public string? Region { get; init; }

    /// <summary>INSEE codes of departments that narrow the region, or none.</summary>
    public IReadOnlyList<string> Departments { get; init; } = [];

    /// <summary>The CPTS; required for the role <c>cpts</c>, refused for the others.</summary>
    public Guid? Cpts { get; init; }

    /// <summary>How long it is valid, by the real clock.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(8);
}

/// <summary>Signs tokens for this machine, where no external issuer is configured. For trial, training and tests.</summary>
public sealed class LocalIssuer : IDisposable
{
    /// <summary>The <c>iss</c> of its tokens.</summary>
    public const string Name = "cpts-funding-local";

    /// <summary>The <c>aud</c> of its tokens.</summary>
    public const string Audience = "cpts-funding";

    private readonly ECDsa key;

    /// <summary>Opens, or makes, the key under <see cref="FundingSettings.Data"/>. Throws when an external issuer is configured.</summary>
    public LocalIssuer(FundingSettings settings)
    {
        if (!settings.UsesLocalIssuer())
            throw new InvalidOperationException($"Un émetteur externe est configuré ({settings.Auth.Authority}) : les jetons se demandent à lui.");
        key = SigningKeyFile.Load(Path.Combine(settings.Data, "keys"), "token-signing.pem", "Supprimez-le pour qu'une autre soit créée (les jetons émis ne vaudront plus).");
        SecurityKey = new ECDsaSecurityKey(key) { KeyId = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..16] };
    }

    /// <summary>The key that its tokens are checked with.</summary>
    internal ECDsaSecurityKey SecurityKey { get; }

    /// <summary>A signed token. Throws <see cref="CannotRunException"/>, with a message for the operator in French, when the request cannot be a caller.</summary>
    public string Issue(TokenRequest request)
    {
        if (Fault(request) is { } fault) throw new CannotRunException(fault);
        var claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["sub"] = request.User, ["name"] = request.Name ?? request.User, ["role"] = request.Role };
        if (request.Region is not null) claims["region"] = request.Region;
        if (request.Departments.Count > 0) claims["departments"] = request.Departments.ToArray();
        if (request.Cpts is { } cpts) claims["cpts"] = cpts.ToString();
        var now = DateTime.UtcNow;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Name, Audience = Audience, IssuedAt = now, NotBefore = now, Expires = now + request.Lifetime, Claims = claims,
            SigningCredentials = new SigningCredentials(SecurityKey, SecurityAlgorithms.EcdsaSha256),
        });
    }

    private static string? Fault(TokenRequest it)
    {
        var role = Slug.Parse<Role>(it.Role);
        var reference = ReferenceData.Current;
        return role is null ? $"Rôle inconnu : « {it.Role} ». Rôles : {string.Join(", ", Slug.All<Role>())}."
            : string.IsNullOrWhiteSpace(it.User) ? "Donnez l'utilisateur."
            : role == Role.Cpts && it.Cpts is null ? "Le rôle cpts demande l'identifiant de la CPTS."
            : role != Role.Cpts && it.Cpts is not null ? "L'identifiant d'une CPTS ne va qu'avec le rôle cpts."
            : role != Role.Cpts && string.IsNullOrEmpty(it.Region) ? "Donnez la région (code INSEE), ou * pour la nation."
            : it.Region is { } code && code != Caller.Nation && !reference.IsRegion(code) ? $"Région inconnue : « {code} »."
            : it.Departments.FirstOrDefault(one => it.Region is { } region && region != Caller.Nation && !reference.IsDepartmentOf(one, region)) is { } other ? $"Le département « {other} » n'est pas dans la région."
            : it.Lifetime <= TimeSpan.Zero ? "La durée de validité est positive."
            : null;
    }

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();
}
