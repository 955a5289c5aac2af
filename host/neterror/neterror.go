// Package neterror holds Chrome's network error codes: the numbers that the
// sockets APIs hand to an app, and the texts of chrome.runtime.lastError.
package neterror

// Code is one of Chrome's network error codes (net/base/net_error_list.h).
// Zero is success, every failure is negative.
type Code int

// The codes that an app of the sockets APIs can meet.
const (
	OK                           Code = 0
	IOPending                    Code = -1
	Failed                       Code = -2
	Aborted                      Code = -3
	InvalidArgument              Code = -4
	InvalidHandle                Code = -5
	FileNotFound                 Code = -6
	TimedOut                     Code = -7
	FileTooBig                   Code = -8
	Unexpected                   Code = -9
	AccessDenied                 Code = -10
	NotImplemented               Code = -11
	InsufficientResources        Code = -12
	OutOfMemory                  Code = -13
	SocketNotConnected           Code = -15
	FileExists                   Code = -16
	FilePathTooLong              Code = -17
	FileNoSpace                  Code = -18
	SocketIsConnected            Code = -23
	ConnectionClosed             Code = -100
	ConnectionReset              Code = -101
	ConnectionRefused            Code = -102
	ConnectionAborted            Code = -103
	ConnectionFailed             Code = -104
	NameNotResolved              Code = -105
	InternetDisconnected         Code = -106
	SSLProtocolError             Code = -107
	AddressInvalid               Code = -108
	AddressUnreachable           Code = -109
	SSLClientAuthCertNeeded      Code = -110
	SSLVersionOrCipherInvalid    Code = -113
	BadSSLClientAuthCert         Code = -117
	ConnectionTimedOut           Code = -118
	SSLDecompressionFailureAlert Code = -125
	SSLBadRecordMACAlert         Code = -126
	NetworkAccessDenied          Code = -138
	MsgTooBig                    Code = -142
	AddressInUse                 Code = -147
	SSLDecryptErrorAlert         Code = -153
	SSLUnrecognizedNameAlert     Code = -159
	NoBufferSpace                Code = -176
	CertCommonNameInvalid        Code = -200
	CertDateInvalid              Code = -201
	CertAuthorityInvalid         Code = -202
	CertInvalid                  Code = -207
	CertWeakKey                  Code = -211
	CertNameConstraintViolation  Code = -212
)

// names has the part after "ERR_" of every code that an app can meet.
var names = map[Code]string{
	IOPending:                    "IO_PENDING",
	Failed:                       "FAILED",
	Aborted:                      "ABORTED",
	InvalidArgument:              "INVALID_ARGUMENT",
	InvalidHandle:                "INVALID_HANDLE",
	FileNotFound:                 "FILE_NOT_FOUND",
	TimedOut:                     "TIMED_OUT",
	FileTooBig:                   "FILE_TOO_BIG",
	Unexpected:                   "UNEXPECTED",
	AccessDenied:                 "ACCESS_DENIED",
	NotImplemented:               "NOT_IMPLEMENTED",
	InsufficientResources:        "INSUFFICIENT_RESOURCES",
	OutOfMemory:                  "OUT_OF_MEMORY",
	SocketNotConnected:           "SOCKET_NOT_CONNECTED",
	FileExists:                   "FILE_EXISTS",
	FilePathTooLong:              "FILE_PATH_TOO_LONG",
	FileNoSpace:                  "FILE_NO_SPACE",
	-20:                          "BLOCKED_BY_CLIENT",
	-21:                          "NETWORK_CHANGED",
	-22:                          "BLOCKED_BY_ADMINISTRATOR",
	SocketIsConnected:            "SOCKET_IS_CONNECTED",
	-26:                          "CONTEXT_SHUT_DOWN",
	ConnectionClosed:             "CONNECTION_CLOSED",
	ConnectionReset:              "CONNECTION_RESET",
	ConnectionRefused:            "CONNECTION_REFUSED",
	ConnectionAborted:            "CONNECTION_ABORTED",
	ConnectionFailed:             "CONNECTION_FAILED",
	NameNotResolved:              "NAME_NOT_RESOLVED",
	InternetDisconnected:         "INTERNET_DISCONNECTED",
	SSLProtocolError:             "SSL_PROTOCOL_ERROR",
	AddressInvalid:               "ADDRESS_INVALID",
	AddressUnreachable:           "ADDRESS_UNREACHABLE",
	SSLClientAuthCertNeeded:      "SSL_CLIENT_AUTH_CERT_NEEDED",
	-112:                         "NO_SSL_VERSIONS_ENABLED",
	SSLVersionOrCipherInvalid:    "SSL_VERSION_OR_CIPHER_MISMATCH",
	-114:                         "SSL_RENEGOTIATION_REQUESTED",
	BadSSLClientAuthCert:         "BAD_SSL_CLIENT_AUTH_CERT",
	ConnectionTimedOut:           "CONNECTION_TIMED_OUT",
	-119:                         "HOST_RESOLVER_QUEUE_TOO_LARGE",
	SSLDecompressionFailureAlert: "SSL_DECOMPRESSION_FAILURE_ALERT",
	SSLBadRecordMACAlert:         "SSL_BAD_RECORD_MAC_ALERT",
	-137:                         "NAME_RESOLUTION_FAILED",
	NetworkAccessDenied:          "NETWORK_ACCESS_DENIED",
	MsgTooBig:                    "MSG_TOO_BIG",
	AddressInUse:                 "ADDRESS_IN_USE",
	-148:                         "SSL_HANDSHAKE_NOT_COMPLETED",
	-149:                         "SSL_BAD_PEER_PUBLIC_KEY",
	SSLDecryptErrorAlert:         "SSL_DECRYPT_ERROR_ALERT",
	SSLUnrecognizedNameAlert:     "SSL_UNRECOGNIZED_NAME_ALERT",
	-160:                         "SOCKET_SET_RECEIVE_BUFFER_SIZE_ERROR",
	-161:                         "SOCKET_SET_SEND_BUFFER_SIZE_ERROR",
	-166:                         "ICANN_NAME_COLLISION",
	-167:                         "SSL_SERVER_CERT_BAD_FORMAT",
	NoBufferSpace:                "NO_BUFFER_SPACE",
	-180:                         "TLS13_DOWNGRADE_DETECTED",
	CertCommonNameInvalid:        "CERT_COMMON_NAME_INVALID",
	CertDateInvalid:              "CERT_DATE_INVALID",
	CertAuthorityInvalid:         "CERT_AUTHORITY_INVALID",
	-206:                         "CERT_REVOKED",
	CertInvalid:                  "CERT_INVALID",
	-208:                         "CERT_WEAK_SIGNATURE_ALGORITHM",
	-210:                         "CERT_NON_UNIQUE_NAME",
	CertWeakKey:                  "CERT_WEAK_KEY",
	CertNameConstraintViolation:  "CERT_NAME_CONSTRAINT_VIOLATION",
	-213:                         "CERT_VALIDITY_TOO_LONG",
	-331:                         "NETWORK_IO_SUSPENDED",
}

// String gives the text that Chrome puts into lastError: "net::ERR_NAME",
// "net::OK" for zero, "net::ERR_<unknown>" for a number without a name.
func (c Code) String() string {
	if c == OK {
		return "net::OK"
	}
	if name, ok := names[c]; ok {
		return "net::ERR_" + name
	}
	return "net::ERR_<unknown>"
}

// Error makes a Code an error. OK is not to be used as one: return nil.
func (c Code) Error() string { return c.String() }
