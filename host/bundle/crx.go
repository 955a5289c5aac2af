package bundle

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/VictoriaMetrics/easyproto"
)

// crxHeader is what stands in front of the zip archive in a .crx file.
type crxHeader struct {
	size int64  // of the header; 0 for a plain archive
	key  []byte // the developer's public key
}

// maxCRXHeader bounds the keys and signatures of a .crx file.
const maxCRXHeader = 1 << 20

// readCRXHeader reads the header of either version:
//
//	"Cr24" 2 keyLength signatureLength key signature
//	"Cr24" 3 headerLength header
//
// with 32-bit little-endian numbers. A file without the magic has none.
// Signatures are not checked: the user chose the file.
func readCRXHeader(f io.ReaderAt, fileSize int64) (crxHeader, error) {
	var start [16]byte
	n, err := f.ReadAt(start[:], 0)
	if !isCRX(start[:n]) {
		return crxHeader{}, nil
	}
	if n < len(start) {
		return crxHeader{}, fmt.Errorf("it ends within its header: %w", err)
	}
	second, third := binary.LittleEndian.Uint32(start[8:]), binary.LittleEndian.Uint32(start[12:])
	switch version := binary.LittleEndian.Uint32(start[4:]); version {
	case 2:
		rest, err := readSection(f, 16, int64(second)+int64(third), fileSize)
		if err != nil {
			return crxHeader{}, err
		}
		return crxHeader{16 + int64(len(rest)), rest[:second]}, nil
	case 3:
		rest, err := readSection(f, 12, int64(second), fileSize)
		if err != nil {
			return crxHeader{}, err
		}
		key, err := crx3Key(rest)
		return crxHeader{12 + int64(len(rest)), key}, err
	default:
		return crxHeader{}, fmt.Errorf("its format has version %d, known are 2 and 3", version)
	}
}

func readSection(f io.ReaderAt, offset, length, fileSize int64) ([]byte, error) {
	if length > maxCRXHeader || offset+length > fileSize {
		return nil, fmt.Errorf("its header claims %d bytes", length)
	}
	section := make([]byte, length)
	if _, err := f.ReadAt(section, offset); err != nil {
		return nil, fmt.Errorf("its header cannot be read: %w", err)
	}
	return section, nil
}

// Fields of the messages in a version 3 header (components/crx_file/crx3.proto).
const (
	fieldSHA256WithRSA   = 2     // CrxFileHeader: repeated AsymmetricKeyProof
	fieldSHA256WithECDSA = 3     // CrxFileHeader: repeated AsymmetricKeyProof
	fieldSignedHeader    = 10000 // CrxFileHeader: bytes, a SignedData
	fieldPublicKey       = 1     // AsymmetricKeyProof: bytes
	fieldCRXID           = 1     // SignedData: bytes, half of the hash of the developer's key
)

// crx3Key finds the key that the app's id was made of among all that signed.
func crx3Key(header []byte) ([]byte, error) {
	var keys [][]byte
	var id []byte
	err := eachField(header, func(number uint32, value []byte) error {
		switch number {
		case fieldSHA256WithRSA, fieldSHA256WithECDSA:
			return eachField(value, func(number uint32, value []byte) error {
				if number == fieldPublicKey {
					keys = append(keys, value)
				}
				return nil
			})
		case fieldSignedHeader:
			return eachField(value, func(number uint32, value []byte) error {
				if number == fieldCRXID {
					id = value
				}
				return nil
			})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, key := range keys {
		if sum := sha256.Sum256(key); bytes.Equal(sum[:16], id) {
			return key, nil
		}
	}
	return nil, errors.New("none of its keys is the one that its id was made of")
}

// eachField calls f with every length-delimited field of a message.
func eachField(message []byte, f func(number uint32, value []byte) error) error {
	var field easyproto.FieldContext
	for len(message) > 0 {
		rest, err := field.NextField(message)
		if err != nil {
			return fmt.Errorf("its header is malformed: %w", err)
		}
		message = rest
		if value, ok := field.Bytes(); ok {
			if err := f(field.FieldNum, value); err != nil {
				return err
			}
		}
	}
	return nil
}
